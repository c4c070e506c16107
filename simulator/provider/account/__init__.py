"""The account of a command: how it is reached, and the client that sends its requests.

``account_settings`` address, dialect and limits · ``accounts`` accounts by name, and which folder uses which ·
``secrets`` tokens · ``connection`` all of these together · ``endpoints`` the routes · ``responses`` what comes back ·
``deadline`` an end to every request · ``transport`` one request within limits · ``client`` the account in the model's
words · ``inventory`` everything it lists, read at once · ``file_lock`` one process at a time.
"""
