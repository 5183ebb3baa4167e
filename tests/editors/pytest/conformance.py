"""Whether what the server has sent is what the protocol allows.

`Transcript` keeps the messages of a session in the order in which they came and went, as JSON.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Union

from lsprotocol import types
from lsprotocol.converters import get_converter


def tell_actions_from_commands(converter: Any) -> Any:
    """A code action may have a command of its own; lsprotocol takes each that has one for a command."""

    def read(value: Any, _: Any) -> types.Command | types.CodeAction:
        kind = types.Command if isinstance(value.get("command"), str) else types.CodeAction
        return converter.structure(value, kind)

    converter.register_structure_hook(Union[types.Command, types.CodeAction], read)
    return converter


CONVERTER = tell_actions_from_commands(get_converter())

# What a server may send before it has answered `initialize`.
BEFORE_INITIALIZED = {
    types.WINDOW_SHOW_MESSAGE,
    types.WINDOW_LOG_MESSAGE,
    types.WINDOW_SHOW_MESSAGE_REQUEST,
    types.TELEMETRY_EVENT,
}
PROGRESS_VALUES = {
    "begin": types.WorkDoneProgressBegin,
    "report": types.WorkDoneProgressReport,
    "end": types.WorkDoneProgressEnd,
}
# The options of what a client can be asked to register.
REGISTRATIONS = {
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: types.DidChangeWatchedFilesRegistrationOptions,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: types.DidChangeConfigurationRegistrationOptions,
}
# What every client knows, whether it says so or not.
FIRST_SYMBOL_KINDS = range(types.SymbolKind.File, types.SymbolKind.Array + 1)


@dataclass
class Transcript:
    messages: list[tuple[str, Any]] = field(default_factory=list)

    def sent(self, message: Any) -> None:
        self.messages.append(("client", message))

    def received(self, message: Any) -> None:
        self.messages.append(("server", message))

    def of_server(self, method: str) -> list[Any]:
        """The parameters of each message of that method that the server has sent."""
        return [it["params"] if "params" in it else None for who, it in self.messages if who == "server" and it.get("method") == method]


def problems(transcript: Transcript) -> list[str]:
    """Everything that is wrong in a session, one line each."""
    return list(_Session(transcript).problems())


def shape(value: Any, type_: type) -> str | None:
    """What of the JSON `value` is not of the LSP type `type_`.

    Read and written again it has to be the same to the letter: an unknown field is lost on the way, a
    null is left out where the field is optional, and a number in quotes loses them.
    """
    try:
        again = CONVERTER.unstructure(CONVERTER.structure(value, type_), type_)
    except Exception as error:  # whatever cattrs and attrs raise
        return f"no {type_.__name__}: {_reasons(error)}: {json.dumps(value)}"
    lost = difference(value, json.loads(json.dumps(again)))
    return f"in {type_.__name__}: {lost}: {json.dumps(value)}" if lost else None


def difference(sent: Any, read: Any, at: str = "$") -> str | None:
    """The first place where two JSON values differ. True is not 1, and 1.0 is not 1."""
    if type(sent) is not type(read):
        return f"{at} is {json.dumps(sent)}, and was understood as {json.dumps(read)}"
    if isinstance(sent, dict):
        if extra := sorted(sent.keys() - read.keys()):
            return f"{at}.{extra[0]} is unknown, or null where it has to be left out"
        if missing := sorted(read.keys() - sent.keys()):
            return f"{at}.{missing[0]} is missing"
        found = (difference(sent[key], read[key], f"{at}.{key}") for key in sent)
        return next((it for it in found if it), None)
    if isinstance(sent, list):
        if len(sent) != len(read):
            return f"{at} has {len(sent)} items, of which {len(read)} were understood"
        found = (difference(a, b, f"{at}[{index}]") for index, (a, b) in enumerate(zip(sent, read)))
        return next((it for it in found if it), None)
    return None if sent == read else f"{at} is {json.dumps(sent)}, and was understood as {json.dumps(read)}"


def _reasons(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_reasons(it) for it in error.exceptions)
    return f"{type(error).__name__}: {error}"


class _Session:
    def __init__(self, transcript: Transcript):
        self.transcript = transcript
        # Methods of the client's requests that have no answer yet, and of those that have one.
        self.open: dict[Any, str] = {}
        self.answered: set[Any] = set()
        self.requests: set[Any] = set()
        self.tokens: dict[Any, str] = {}
        self.capabilities: dict[str, Any] = {}
        self.is_initialized = False

    def problems(self):
        for who, message in self.transcript.messages:
            if who == "client":
                self._client_says(message)
            else:
                yield from self._server_says(message)
        for id_, method in self.open.items():
            yield f"{method} ({id_}) was never answered"

    def _client_says(self, message):
        method = message.get("method")
        if method and "id" in message:
            self.open[message["id"]] = method
        if method == types.INITIALIZE:
            self.capabilities = message["params"]["capabilities"]

    def _can(self, path: str, default: Any = None) -> Any:
        value: Any = self.capabilities
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return default if value is None else value

    def _server_says(self, message):
        if message.get("jsonrpc") != "2.0":
            yield f"no JSON-RPC 2.0: {json.dumps(message)}"
        elif "method" in message:
            yield from self._calls(message)
        else:
            yield from self._answers(message)
        yield from _ranges(message)

    def _answers(self, message):
        id_ = message.get("id")
        method = self.open.pop(id_, None)
        if method is None:
            yield f"answers {'again' if id_ in self.answered else 'what was not asked'}: {json.dumps(message)}"
            return
        self.answered.add(id_)
        if ("result" in message) == ("error" in message):
            yield f"{method}: an answer has a result or an error: {json.dumps(message)}"
        elif "error" in message:
            yield from _told(method, shape(message, types.ResponseErrorMessage))
        else:
            problem = shape(message, types.METHOD_TO_TYPES[method][1])
            yield from _told(method, problem)
            # What is of no known shape is looked into no further.
            if problem is None:
                yield from self._answer_oversteps(method, message["result"])
        if method == types.INITIALIZE and "result" in message:
            self.is_initialized = True
            offered = self._can("general.positionEncodings", ["utf-16"])
            chosen = message["result"]["capabilities"].get("positionEncoding", "utf-16")
            if chosen not in offered:
                yield f"chooses {chosen} of {offered}"

    def _answer_oversteps(self, method, result):
        if method == types.TEXT_DOCUMENT_HOVER and result:
            kind = result["contents"].get("kind") if isinstance(result["contents"], dict) else None
            formats = self._can("textDocument.hover.contentFormat", ["plaintext"])
            if kind not in formats:
                yield f"hovers in {kind}, where the client reads {formats}"
        if method == types.TEXT_DOCUMENT_DEFINITION and not self._can("textDocument.definition.linkSupport"):
            if any("targetUri" in it for it in result or [] if isinstance(it, dict)):
                yield "answers a definition with links, which the client does not know"
        if method == types.WORKSPACE_SYMBOL:
            kinds = self._can("workspace.symbol.symbolKind.valueSet", FIRST_SYMBOL_KINDS)
            for it in result or []:
                if it["kind"] not in kinds:
                    yield f"a symbol of kind {it['kind']}, where the client knows {list(kinds)}"
                if "range" not in it["location"] and not self._can("workspace.symbol.resolveSupport"):
                    yield "a symbol without a range, where the client resolves none"
        if method in (types.TEXT_DOCUMENT_DIAGNOSTIC, types.WORKSPACE_DIAGNOSTIC):
            reports = result.get("items", []) if method == types.WORKSPACE_DIAGNOSTIC else [result]
            for report in reports:
                yield from self._diagnostics(report.get("items", []))

    def _calls(self, message):
        method = message["method"]
        if method not in types.METHOD_TO_TYPES:
            yield f"{method} is no method of the protocol: {json.dumps(message)}"
            return
        if types.message_direction(method) not in ("serverToClient", "both"):
            yield f"{method} is not for a server to send"
        if ("id" in message) != types.METHOD_TO_TYPES[method][0].__name__.endswith("Request"):
            yield f"{method} is sent as what it is not, a request or a notification: {json.dumps(message)}"
        if "id" in message:
            if message["id"] in self.requests:
                yield f"{method}: the id {message['id']} was used before"
            self.requests.add(message["id"])
        if not self.is_initialized and method not in BEFORE_INITIALIZED:
            yield f"{method} is sent before the answer to initialize"
        if problem := shape(message, types.METHOD_TO_TYPES[method][0]):
            # What is of no known shape is looked into no further.
            yield f"{method}: {problem}"
            return
        yield from self._call_oversteps(method, message.get("params"))

    def _call_oversteps(self, method, params):
        needs = {
            types.WORKSPACE_CODE_LENS_REFRESH: "workspace.codeLens.refreshSupport",
            types.WORKSPACE_DIAGNOSTIC_REFRESH: "workspace.diagnostics.refreshSupport",
            types.WORKSPACE_CONFIGURATION: "workspace.configuration",
            types.WINDOW_SHOW_DOCUMENT: "window.showDocument.support",
            types.WINDOW_WORK_DONE_PROGRESS_CREATE: "window.workDoneProgress",
        }
        if method in needs and self._can(needs[method]) is not True:
            yield f"{method} is asked of a client that has no {needs[method]}"
        if method == types.CLIENT_REGISTER_CAPABILITY:
            yield from self._registrations(params["registrations"])
        elif method == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
            yield from self._diagnostics(params["diagnostics"])
        elif method == types.WINDOW_WORK_DONE_PROGRESS_CREATE:
            token = params["token"]
            if token in self.tokens:
                yield f"the progress token {token} is used again"
            self.tokens[token] = "created"
        elif method == types.PROGRESS:
            yield from self._progress(params["token"], params["value"])

    def _registrations(self, registrations):
        for it in registrations:
            area, name = it["method"].split("/")
            if self._can(f"{area}.{name}.dynamicRegistration") is not True:
                yield f"registers {it['method']} with a client that registers nothing of it"
            if it["method"] not in REGISTRATIONS:
                yield f"registers {it['method']}, whose options nobody here knows"
            else:
                yield from _told(it["method"], shape(it.get("registerOptions"), REGISTRATIONS[it["method"]]))

    def _diagnostics(self, diagnostics):
        tags = self._can("textDocument.publishDiagnostics.tagSupport.valueSet", [])
        for it in diagnostics:
            for name, path in (
                ("relatedInformation", "relatedInformation"),
                ("codeDescription", "codeDescriptionSupport"),
                ("data", "dataSupport"),
            ):
                if name in it and not self._can(f"textDocument.publishDiagnostics.{path}"):
                    yield f"a finding with {name}, which the client does not know"
            if unknown := [tag for tag in it.get("tags", []) if tag not in tags]:
                yield f"a finding with the tags {unknown}, where the client knows {tags}"

    def _progress(self, token, value):
        kind = value.get("kind")
        if kind not in PROGRESS_VALUES:
            yield f"the progress {token} has a value of no kind: {json.dumps(value)}"
            return
        yield from _told(types.PROGRESS, shape(value, PROGRESS_VALUES[kind]))
        state = self.tokens.get(token)
        if state != ("created" if kind == "begin" else "begun"):
            yield f"{kind} of the progress {token}, which is {state or 'unknown'}"
        self.tokens[token] = "ended" if kind == "end" else "begun"


def _told(method: str, problem: str | None):
    if problem:
        yield f"{method}: {problem}"


def _ranges(value: Any):
    """No range ends before it starts, and every uri of ours is one of a file."""
    if isinstance(value, list):
        for it in value:
            yield from _ranges(it)
    elif isinstance(value, dict):
        if isinstance(value.get("start"), dict) and isinstance(value.get("end"), dict):
            start, end = ((value[it]["line"], value[it]["character"]) for it in ("start", "end"))
            if start > end:
                yield f"a range that ends before it starts: {json.dumps(value)}"
        if "uri" in value and not str(value["uri"]).startswith("file:///"):
            yield f"a uri that is no file's: {json.dumps(value)}"
        for it in value.values():
            yield from _ranges(it)
