"""The provider: what is live there, a flow on disk that says the same, and how the one becomes the other.

The rooms, from the ground up; nothing points up::

    live             what an account shows, in the model's words, next to what a flow says
    account          which account, how it is reached, the client; one push at a time
    pull             what is live -> a flow's folder
    change           what is live is planned, pushed, and taken back
    status           does live do what the repository says?
    sandbox          a provider to practise on
"""
