"""The provider's names: the only room that knows a wire name.

One codec per dialect, each with both directions of both documents::

    encode_write   Receptionist -> the body of a create or an update
    decode_write   such a body -> the model's fields
    encode_read    Receptionist -> an item of a list response, as far as it is known to be included
    decode_read    such an item -> the model's fields, what it lacks, and what it has beyond

The naming trap: ``invalid_recording`` is the recording after *each* wrong key in a body that is
written, and the recording after the *last* one in an item that is read. A get, edit, put without
two codecs puts the good-bye prompt where the try-again prompt belongs.
"""

from simulator.wire.decoding import READS, DecodedDocument, Reads

__all__ = ["READS", "DecodedDocument", "Reads"]
