"""What can go wrong, as one tree, and what to do about each.

    BriefingError              1  never raised itself
    ├── SourceError            3  what was given to read cannot become an episode
    │   ├── LanguageError      3  it is not French
    │   ├── Withheld           3  a page shows a wall (subscribers, cookies) instead of its article
    │   └── OffLimits          3  an address that nobody asked for, or that robots.txt closes
    ├── ScriptError            3  an edited script cannot be understood
    ├── SoundError             4  a sound file that was given cannot be read
    ├── SettingsError          4  briefing.toml, or an option, asks for what cannot be
    ├── VoiceError             5  a voice did not say what it was asked to say
    │   ├── UnknownVoice       5  there is no voice of that name
    │   ├── VoiceUnavailable   5  the voice exists, but not on this machine
    │   ├── Unspeakable        5  the voice has no sound for part of the text
    │   └── NetworkError       6  an online voice, a download or a language model is out of reach
    │       └── Refused        6  its host said no; the module `web` has it
    ├── OutputError            7  an episode or the feed cannot be written
    │   └── ServerError        7  the folder cannot be served
    └── CheckFailed            8  what is published is not right; the report says what

The number is the exit code of the command line.  Errors of other libraries are turned into one of
these by the module that imports the library, and shown to people in one place: `briefing.cli`.
"""

from __future__ import annotations


class BriefingError(Exception):
    """Something a person can understand and act upon.

    `str(error)` is one sentence that says what is wrong; *hint* says what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SourceError(BriefingError):
    """What was given to read cannot become an episode."""

    exit_code = 3


class LanguageError(SourceError):
    """The text is not in a language that the voices speak."""


class Withheld(SourceError):
    """A page shows something else instead of its article: a wall, or nothing without scripts."""


class OffLimits(SourceError):
    """An address that a stranger named leads into a private network, or its host closes it."""


class ScriptError(BriefingError):
    """A script that a person edited cannot be understood."""

    exit_code = 3


class SoundError(BriefingError):
    """A sound file that was given cannot be read, or holds nothing to hear."""

    exit_code = 4


class SettingsError(BriefingError):
    """The settings file or an option asks for what cannot be."""

    exit_code = 4


class VoiceError(BriefingError):
    """A voice did not say what it was asked to say."""

    exit_code = 5


class UnknownVoice(VoiceError):
    """There is no voice of that name."""


class VoiceUnavailable(VoiceError):
    """The voice exists, but something it needs is missing on this machine."""


class Unspeakable(VoiceError):
    """The voice has no sound for part of the text; the message names that part."""


class NetworkError(VoiceError):
    """An online voice or a download could not be reached, or answered with rubbish."""

    exit_code = 6


class OutputError(BriefingError):
    """An episode or the feed cannot be written."""

    exit_code = 7


class ServerError(OutputError):
    """The folder cannot be served."""


class CheckFailed(BriefingError):
    """What is published is not right; the report, which is printed before, says what."""

    exit_code = 8
