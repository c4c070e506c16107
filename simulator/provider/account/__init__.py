"""Which account is asked, how it is reached, and the client that asks it.

``account_settings`` address, dialect and limits · ``accounts`` accounts by name, and which folder uses which ·
``secrets`` tokens · ``connection`` all of these together · ``endpoints`` the routes · ``responses`` what comes back ·
``deadline`` an end to every request · ``transport`` one request within limits · ``client`` the account in the model's
words · ``inventory`` all that it tells, in one go · ``file_lock`` one process at a time.
"""
