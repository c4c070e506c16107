"""One change for many flows: a patch is read, fitted to each flow's files, tried, and written.

The way of one patch::

    edit_values     the values that edits take, and their form in a flow's files
    edit_kinds      the edits that there are, as models: a holiday, a recording, a destination, ...
    patch_file      PATCH.yaml -> a patch; every problem with its place
    flow_files      a flow with its files, edited text by text and loaded again
    flow_uses       where a flow's files name a destination or a recording
    hours_fits, use_fits, menu_fits, catalogue_fits
                    how one edit fits one flow: the edits of its files, nothing (it is so already), or why it does not
    name_changes    a name of the catalogue that changes, in all files that say it
    flow_patch      all edits of a patch on one flow, one after the other
    new_failures    the checks, proofs and tests that hold before and not after
    patch_result    the outcome for one flow, as data
    patch_schema    the JSON Schema of PATCH.yaml

Nothing here prints or asks; ``cli.apply`` does.
"""
