"""Files as text: where bytes come from, YAML and JSON as plain trees with their places, and edits in place.

The way of one file::

    file_source, boundary   the one open, and how far the paths in a file may lead
    text_file               its bytes -> text, within limits
    document                text -> plain tree (yaml_tree, json_tree), with the place of each value when it is asked for
    position_tree           where each value and its key stand, for messages and edits
    splice                  the one editor of values: edits that keep comments and layout
    json_file               the files that ivrsim writes for itself, read back
    toml_tree               ivrsim.toml and accounts.toml as plain tables
"""
