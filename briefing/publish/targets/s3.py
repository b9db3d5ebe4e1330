"""Any store that speaks S3: the one door to boto3, Amazon's own library.

Keys, region, profile and the address of another store are boto3's to find: in the environment
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL_S3, AWS_PROFILE), or in ~/.aws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any

from briefing.errors import SettingsError
from briefing.publish.targets.onebyone import OneByOne
from briefing.publish.targets.tries import PATIENCE
from briefing.publish.targets.types import type_of
from briefing.web import FaultError, Patience

_ACCESS = "Check the keys, the bucket and what the keys may do: docs/publish.md."
_ABSENT = {"404", "NoSuchKey", "NotFound"}
_BATCH = 1000  # names that one request can delete; S3 API, DeleteObjects


class S3(OneByOne):
    """An object appears whole or not at all; a replaced one is brought aside and copied there."""

    direct = True

    def __init__(self, name: str, bucket: str, path: str, patience: Patience = PATIENCE) -> None:
        super().__init__(name, f"s3://{bucket}", patience)
        self._bucket = bucket
        self._prefix = f"{path.strip('/')}/" if path.strip("/") else ""
        self._client = _client(patience)

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """See `Target.look`."""
        # A thousand to a request: asking for all takes less than asking for each.
        found = self.patiently(self._all)
        return found if names is None else {n: found[n] for n in names if n in found}

    def read(self, name: str) -> bytes | None:
        """See `Target.read`."""

        def attempt() -> bytes | None:
            try:
                with _understood():
                    answer = self._client.get_object(Bucket=self._bucket, Key=self._key(name))
                    content: bytes = answer["Body"].read()
                    return content
            except FaultError as fault:
                if fault.status == HTTPStatus.NOT_FOUND:
                    return None
                raise

        return self.patiently(attempt)

    def bring(self, path: Path, name: str) -> None:
        """Upload, in parts when it is large; a cut leaves nothing that can be seen."""
        with _understood():
            self._client.upload_file(
                str(path), self._bucket, self._key(name),
                ExtraArgs={"ContentType": type_of(PurePosixPath(name))},
            )  # fmt: skip

    def move(self, side: str, name: str) -> None:
        """Copy inside the store, and take the other away."""
        with _understood():
            source = {"Bucket": self._bucket, "Key": self._key(side)}
            # Said again: a copy in parts would lose the type.
            extra = {
                "ContentType": type_of(PurePosixPath(name)),
                "MetadataDirective": "REPLACE",
            }
            self._client.copy(source, self._bucket, self._key(name), ExtraArgs=extra)
            self._client.delete_object(**source)

    def remove(self, names: Sequence[str]) -> None:
        """See `Target.remove`; folders there are none."""
        for start in range(0, len(names), _BATCH):
            keys = [{"Key": self._key(name)} for name in names[start : start + _BATCH]]
            self.patiently(lambda keys=keys: self._delete(keys))  # type: ignore[misc]

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _delete(self, keys: list[dict[str, str]]) -> None:
        with _understood():
            wanted = {"Objects": keys, "Quiet": True}
            answer = self._client.delete_objects(Bucket=self._bucket, Delete=wanted)
        for each in answer.get("Errors", ()):
            raise FaultError(f"does not delete: {each.get('Code')}", again=False, hint=_ACCESS)

    def _all(self) -> dict[str, int]:
        with _understood():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._prefix
            )
            found = (each for page in pages for each in page.get("Contents", ()))
            return {each["Key"].removeprefix(self._prefix): each["Size"] for each in found}

    def _key(self, name: str) -> str:
        return f"{self._prefix}{name}"


def _client(patience: Patience) -> Any:
    try:
        import boto3  # type: ignore[import-untyped] # 0.3 s, and most runs do not publish
        from botocore.config import Config  # type: ignore[import-untyped] # comes with boto3
        from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped]
    except ImportError as error:
        raise SettingsError(
            "S3 needs the library boto3.", hint="pip install 'briefing-podcast[s3]'"
        ) from error
    settings = Config(
        connect_timeout=patience.connect,
        read_timeout=patience.read,
        retries={"total_max_attempts": 1},  # ours are the tries, and they are counted
        # Many a store that is not Amazon's refuses the newer check sums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        return boto3.client("s3", config=settings)
    except (BotoCoreError, ValueError) as error:
        raise SettingsError(f"S3 is not set up: {error}", hint=_ACCESS) from error


@contextmanager
def _understood() -> Iterator[None]:
    """Turn what boto3 raises into a fault."""
    from boto3.exceptions import Boto3Error  # type: ignore[import-untyped] # see _client
    from botocore import exceptions as boto  # type: ignore[import-untyped] # see _client

    try:
        yield
    except (boto.NoCredentialsError, boto.PartialCredentialsError) as error:
        raise FaultError("needs keys, and there are none", again=False, hint=_ACCESS) from error
    except boto.ClientError as error:
        raise _refusal(error) from error
    except (boto.BotoCoreError, Boto3Error, OSError) as error:
        cause = error.__cause__ or error.__context__
        if isinstance(cause, boto.ClientError):  # an upload that was refused is wrapped once more
            raise _refusal(cause) from error
        _refuse_certificate(error)
        raise FaultError("could not be reached, or broke off") from error


def _refusal(error: Any) -> FaultError:
    code = str(error.response.get("Error", {}).get("Code", ""))
    status = 0
    with suppress(KeyError, TypeError):
        status = int(error.response["ResponseMetadata"]["HTTPStatusCode"])
    if code in _ABSENT:
        return FaultError("has no such object", again=False, status=HTTPStatus.NOT_FOUND)
    again = status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in {"SlowDown", "RequestTimeout"}
    return FaultError(f"answered {code or status}", again=again, hint=_ACCESS)


def _refuse_certificate(error: Exception) -> None:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        raise FaultError("showed a certificate that cannot be trusted", again=False, hint=_ACCESS)
