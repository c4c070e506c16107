"""Sound: how long recordings play, what is in them, and samples from times: tones, speech, murmurs.

Nothing here knows a flow. Samples are mono, 16 bit: lists of integers while they are computed with, and ``array("h")``
once they are final. The modules, from the ground up::

    levels            dBm0, the unit of telephony, as 16-bit samples
    tones             keys (DTMF) and ring-back
    murmur            a stand-in for a voice that nobody takes for speech
    wave_layout       where the samples of a WAV file are, and in what form
    companding        G.711: A-law and mu-law
    length            how long an audio file plays, from its headers
    voice             a WAV file as telephone systems want it
    convolution       filters in plain Python, fast: one multiplication of huge integers
    window_sinc       the weights of filters
    resampler         samples at another rate
    telephone_band    300 to 3,400 Hz
    wave_samples      WAV files in and out
    child_process     other people's code: in a process of its own, with limits
    compressed_audio  MP3, FLAC and Ogg Vorbis (extra ``audio``)
    speech            scripts read aloud by eSpeak NG (the system's, or extra ``speech``)

``espeak_library`` and ``miniaudio_decoder`` are what ``child_process`` runs.
"""
