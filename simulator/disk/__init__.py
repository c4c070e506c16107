"""The one room that writes files: replaced as a whole or not at all, and every failure in one clear message.

The modules, from the ground up::

    write_error      which disk and which file, in words
    stream           bytes to what is open
    durable_file     files that are replaced, and lines that are appended
    folder_lock      folders held while files in them are looked at and replaced
"""
