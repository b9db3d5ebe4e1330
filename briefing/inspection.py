"""Is it fit to be heard?  One clip before it is used, and the encoded episode before it is out.

What was measured: the 198 sentences of our test articles and six very short ones, said by Pico
(1400 s of sound), and 120 of them by siwis (932 s) and nicolas (904 s), each without the silence at
its ends.  None of these has a fault; of each kind the same, broken on purpose, were looked at, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Protocol

from briefing import codec, meters
from briefing.errors import OutputError, SoundError
from briefing.findings import Check, Finding, Level, Report
from briefing.meters import Stretch
from briefing.model import Loudness, Sound

LONGEST_SILENCE = 1.5  # seconds; the pauses of a script are at most 0.9
LOUDNESS = -16.0  # LUFS; Apple Podcasts, "Audio requirements": -16 ±1
LOUDNESS_TOLERANCE = 0.5  # LU; what we promise
PEAK = -1.0  # dBTP on the encoded file; same source

_LETTERS_A_WORD = 4.9  # in French news
_EDGES = 0.18  # seconds of silence that `voices.edges` leaves around a sound
# What a sound must last at least, as a share of what its letters take at the voice's own pace: the
# fastest of those measured took 0.69; half a sentence takes 0.5.
_LEAST = 0.55
# And at most, with a second more for short ones ("Oui." took 3.0 times its share): less that second
# none took more than 1.1, and with 20 letters or more none took over 1.3.
_MOST, _MORE = 1.6, 1.0
# What takes time beside letters, counted in letters: the pause at a mark, and a letter that is
# spelled ("Oui. Non. Si.", "T G V"), for which `script.Pace` has weights that are alike.
_A_MARK, _SPELLED = 4, 3
_MARK = re.compile(r"[.,;:!?…]+(?=\s|$)")
_LETTER = re.compile(r"\b[A-Z]\b")
# Words a minute beyond which a card is not believed: no voice of today is as slow, or as fast.
_SLOWEST, _FASTEST = 150, 180

# Percent of a clip in flat tops: Pico cuts off up to 0.04 of its own sentences, siwis and nicolas
# nothing.  Of what Pico says 2 dB too loud all is found, of their speech, with its higher and rarer
# peaks, half at 3 dB and all at 6.
_MOST_FLAT = 0.1
_SOFTEST = -45.0  # dBFS (RMS) over a clip; those measured have -21 to -10
# A drone is a level and a spectrum that stay as they are: a speech model that repeats itself, a
# hum, a hiss.  Over 1.2 s the bands of speech vary by 5.7 dB or more in what was measured; those
# of a frame of up to 50 ms that is repeated vary by 0.0 (by 1.3 when it fades), of noise by 1.4.
_DRONE = 2.5
_DRONE_SECONDS = 1.2

_BROKEN = "Publish it again: `briefing make`."
DECODES = Check("decodes", Level.ERROR, f"The sound file is damaged. {_BROKEN}")
LENGTH = Check("length", Level.ERROR, f"The sound file is not the one that was made. {_BROKEN}")
LOUD = Check("loudness", Level.ERROR, f"Do not edit the sound file by hand. {_BROKEN}")
TRUE_PEAK = Check("true peak", Level.ERROR, f"Do not edit the sound file by hand. {_BROKEN}")
DEAD_AIR = Check("dead air", Level.ERROR, f"Make it again, or with another voice. {_BROKEN}")
JINGLES = Check("jingles", Level.WARNING, "Cut the silence off the jingle's sound file.")
CUES = Check("cues", Level.ERROR, f"The transcript does not fit the sound. {_BROKEN}")
CHAPTERS = Check("chapters", Level.ERROR, f"The chapters do not fit the sound. {_BROKEN}")


class Timed(Protocol):
    """A stretch of an episode: a cue, a line of the transcript, a chapter."""

    @property
    def start(self) -> float:
        """Seconds from the start of the episode."""

    @property
    def end(self) -> float:
        """Seconds from the start of the episode."""


def fault_of(sound: Sound, text: str, words_per_minute: int, speed: float = 1.0) -> str:
    """What is wrong with *sound*, a voice saying *text*, in a few words; "" when it is good.

    *sound* comes without silence at its ends; *words_per_minute* is the voice's own pace, *speed*
    how much faster than that it was asked to speak.
    """
    if not sound.pcm:
        return "nothing was said"
    return (
        _length_fault(sound.seconds * speed, text, words_per_minute)
        or _level_fault(sound)
        or _silence_fault(sound)
        or _drone_fault(sound)
    )


def _length_fault(seconds: float, text: str, words_per_minute: int) -> str:
    letters = sum(letter.isalpha() for letter in text)
    usual = letters / _LETTERS_A_WORD * 60
    if seconds - _EDGES < _LEAST * usual / max(words_per_minute, _SLOWEST):
        return f"too short, {seconds:.1f} s for {letters} letters"
    weight = letters + _A_MARK * len(_MARK.findall(text)) + _SPELLED * len(_LETTER.findall(text))
    usual = weight / _LETTERS_A_WORD * 60
    if seconds > _MOST * usual / min(words_per_minute, _FASTEST) + _MORE:
        return f"too long, {seconds:.1f} s for {letters} letters"
    return ""


def _level_fault(sound: Sound) -> str:
    level, flat = meters.mean_level(sound), meters.flat_tops(sound)
    if level < _SOFTEST:
        return f"almost silent, {level:.0f} dBFS"
    return f"clipped, {flat:.1f} % of it" if flat > _MOST_FLAT else ""


def _silence_fault(sound: Sound) -> str:
    longest = max((each.seconds for each in meters.silences(sound, LONGEST_SILENCE)), default=0.0)
    return f"a silence of {longest:.1f} s in it" if longest else ""


def _drone_fault(sound: Sound) -> str:
    change, start = meters.steadiest(sound, _DRONE_SECONDS)
    return f"a drone {start:.1f} s after its start" if change < _DRONE else ""


def check_episode(
    audio: Path,
    seconds: float,
    cues: Sequence[Timed],
    chapters: Sequence[Timed] = (),
    *,
    loudness: Loudness | None = None,
) -> Report:
    """Look at the encoded episode *audio* as a listener's player will get it.

    It is to last *seconds*; *cues* and *chapters* are to lie inside it, in order, with sound in
    every cue.  *loudness* saves measuring it again.  Nothing is raised: all is in the report.
    """
    try:
        sound = codec.decode(audio)
        loudness = loudness or codec.measure(sound)[1]
    except SoundError as error:
        return Report(audio.name, (Finding(DECODES, good=False, says=str(error)),))
    silences = meters.silences(sound, LONGEST_SILENCE)
    findings = (
        Finding(DECODES, good=True, says="It plays to its end."),
        _length(sound, seconds),
        *_loudness(loudness),
        *_dead_air(silences, cues, sound.seconds),
        order(CUES, cues, sound.seconds, _mute(sound, cues)),
        order(CHAPTERS, chapters, sound.seconds),
    )
    return Report(audio.name, findings)


def insist(report: Report) -> Report:
    """*report*, when it has no faults.

    Raises:
        OutputError: it has; the message names them.
    """
    if report.faults:
        found = " ".join(f"{each.check.name}: {each.says}" for each in report.faults)
        raise OutputError(
            f"The episode is not fit to be heard, so nothing was published. {found}",
            hint=report.faults[0].check.mend,
        )
    return report


def _length(sound: Sound, seconds: float) -> Finding:
    # A frame of MP3 lasts 0.026 s; encoders add one or two.
    good = abs(sound.seconds - seconds) <= 0.1  # noqa: PLR2004
    says = f"It lasts {sound.seconds:.1f} s; {seconds:.1f} s were made."
    return Finding(LENGTH, good, says, {"seconds": round(sound.seconds, 3), "expected": seconds})


def _loudness(loudness: Loudness) -> tuple[Finding, Finding]:
    lufs, peak = loudness.integrated, loudness.true_peak
    return (
        Finding(
            LOUD,
            abs(lufs - LOUDNESS) <= LOUDNESS_TOLERANCE,
            f"{lufs:.1f} LUFS; {LOUDNESS:.0f} ±{LOUDNESS_TOLERANCE} is right.",
            {"lufs": round(lufs, 2)},
        ),
        Finding(
            TRUE_PEAK,
            peak <= PEAK,
            f"{peak:.1f} dBTP; {PEAK:.0f} at most is right.",
            {"dbtp": round(peak, 2)},
        ),
    )


def _dead_air(
    silences: Sequence[Stretch], cues: Sequence[Timed], seconds: float
) -> tuple[Finding, Finding]:
    first = cues[0].start if cues else 0.0
    last = cues[-1].end if cues else seconds
    inside = [
        each for each in silences if min(each.end, last) - max(each.start, first) > LONGEST_SILENCE
    ]
    return _no_silence(DEAD_AIR, inside, "the words"), _no_silence(
        JINGLES, [each for each in silences if each not in inside], "the jingles"
    )


def _no_silence(check: Check, silences: Sequence[Stretch], where: str) -> Finding:
    if not silences:
        return Finding(check, good=True, says=f"No silence over {LONGEST_SILENCE} s in {where}.")
    start, end = max(silences, key=lambda each: each.end - each.start)
    says = f"A silence of {end - start:.1f} s in {where}, at {clock(start)}."
    return Finding(check, good=False, says=says, measured={"start": start, "end": end})


def order(check: Check, parts: Sequence[Timed], seconds: float, also: str = "") -> Finding:
    """Whether *parts* lie inside *seconds*, one after the other; *also*: what else is wrong."""
    moments = list(chain.from_iterable((each.start, each.end) for each in parts))
    fault = also
    if any(later < earlier for earlier, later in pairwise(moments)):
        fault = "They overlap or run backwards."
    if moments and (min(moments) < 0 or max(moments) > seconds + meters.BLOCK):
        fault = f"They reach from {min(moments):.2f} to {max(moments):.2f} s, beyond the sound."
    good = f"All {len(parts)} lie inside the sound, in order." if parts else "There are none."
    return Finding(check, not fault, fault or good, {"count": len(parts)})


def _mute(sound: Sound, cues: Sequence[Timed]) -> str:
    """A sentence that says which cue has no sound in it; "" when all have."""
    levels = meters.levels(sound)
    for number, cue in enumerate(cues, 1):
        heard = levels[int(max(cue.start, 0) / meters.BLOCK) : int(cue.end / meters.BLOCK) + 1]
        if not (heard > _SOFTEST).any():
            return f"Nothing is heard in number {number}, at {clock(cue.start)}."
    return ""


def clock(seconds: float) -> str:
    """A moment of an episode, as players show it.

    >>> clock(61.44)
    '1:01.4'
    """
    minutes, rest = divmod(round(max(seconds, 0.0), 1), 60)
    return f"{int(minutes)}:{rest:04.1f}"
