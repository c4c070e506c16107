"""Which account is asked, how it is reached, and the client that asks it.

``settings`` address, dialect and limits · ``accounts`` accounts by name, and which folder uses which · ``secrets``
tokens · ``connect`` all of these together · ``paths`` the routes · ``answers`` what comes back · ``deadline`` an end to
every request · ``transport`` one request within limits · ``client`` the account in the model's words · ``ask`` all
that it tells, in one go · ``alone`` one process at a time.
"""
