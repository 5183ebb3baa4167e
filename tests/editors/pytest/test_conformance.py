"""That the check of messages finds what is wrong."""

import pytest

from conformance import Transcript, problems

ASKED = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": 1, "capabilities": {}}}
ANSWERED = {"jsonrpc": "2.0", "id": 1, "result": {"capabilities": {"hoverProvider": True}}}
RANGE = {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 4}}


def session(*messages, capabilities=None):
    """A session that begins well, then has these messages; what the client says has `"from": "client"`."""
    transcript = Transcript()
    transcript.sent({**ASKED, "params": {**ASKED["params"], "capabilities": capabilities or {}}})
    transcript.received(ANSWERED)
    for message in messages:
        message = {"jsonrpc": "2.0", **message}
        if message.pop("from", "server") == "client":
            transcript.sent(message)
        else:
            transcript.received(message)
    return problems(transcript)


def published(**finding):
    diagnostic = {"range": RANGE, "message": "wrong", **finding}
    params = {"uri": "file:///a.rs", "diagnostics": [diagnostic]}
    return {"method": "textDocument/publishDiagnostics", "params": params}


def call(method, id_=7, **params):
    return {"method": method, "id": id_, "params": params}


def answer(method, result, params=None):
    return [{"from": "client", "id": 2, "method": method, "params": params or {}}, {"id": 2, "result": result}]


MARKDOWN = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
CARD = {"kind": "markdown", "value": "x"}


def test_what_is_right_is_right():
    assert session() == []
    assert session(published(severity=2, code="a/b", source="boundstone")) == []
    assert session(*answer("textDocument/hover", None)) == []
    assert session(*answer("textDocument/hover", {"contents": CARD, "range": RANGE}), capabilities=MARKDOWN) == []
    assert session(*answer("shutdown", None)) == []


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([published(severity="2")], "severity"),
        ([published(severity=9)], "severity"),
        ([published(severity=None)], "null where it has to be left out"),
        ([published(colour="red")], "$.params.diagnostics[0].colour is unknown"),
        ([published(range={"start": {"line": 1, "character": -2}, "end": {"line": 1, "character": 4}})], "character"),
        ([published(range={"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 4}})], "ends before it starts"),
        ([published(range={"start": {"line": 1.0, "character": 1}, "end": {"line": 1, "character": 4}})], "line"),
        ([published(relatedInformation=[])], "relatedInformation, which the client does not know"),
        ([published(tags=[2])], "tags [2]"),
        ([{"method": "textDocument/publishDiagnostics", "params": {"uri": "file:///a"}}], "diagnostics"),
        ([{"method": "boundstone/mine", "params": {}}], "no method of the protocol"),
        ([{"method": "textDocument/didOpen", "params": {}}], "not for a server"),
        (answer("textDocument/hover", {"contents": CARD, "data": 1}), "data is unknown"),
        (answer("textDocument/hover", {"contents": CARD}), "hovers in markdown"),
        (answer("textDocument/hover", {"range": RANGE}), "contents"),
        (answer("textDocument/codeLens", [{"range": RANGE, "command": None}]), "null where it has to be left out"),
        (answer("workspace/symbol", [{"name": "a", "kind": 26, "location": {"uri": "file:///a", "range": RANGE}}]), "kind 26"),
        (answer("workspace/symbol", [{"name": "a", "kind": 2, "location": {"uri": "file:///a"}}]), "without a range"),
        (answer("textDocument/definition", [{"uri": "a.rs", "range": RANGE}]), "no file's"),
        ([{"from": "client", "id": 2, "method": "shutdown"}], "never answered"),
        ([{"id": 1, "result": None}], "answers again"),
        ([{"id": 77, "result": None}], "answers what was not asked"),
        ([{"from": "client", "id": 2, "method": "shutdown"}, {"id": 2}], "a result or an error"),
        ([{"from": "client", "id": 2, "method": "shutdown"}, {"id": 2, "error": {"code": "x", "message": "y"}}], "code"),
        ([call("workspace/configuration", items=[{"section": "x"}])], "has no workspace.configuration"),
        ([call("workspace/codeLens/refresh")], "has no workspace.codeLens.refreshSupport"),
        ([call("window/workDoneProgress/create", token="t"), call("window/workDoneProgress/create", 8, token="t")], "is used again"),
        ([{"method": "$/progress", "params": {"token": "t", "value": {"kind": "begin", "title": "x"}}}], "unknown"),
        ([{"method": "$/progress", "params": {"token": "t", "value": {"kind": "begin"}}}], "title"),
        ([call("client/registerCapability", registrations=[{"id": "1", "method": "workspace/didChangeWatchedFiles"}])], "registers nothing of it"),
    ],
)
def test_what_is_wrong_is_found(messages, expected):
    found = session(*messages)
    assert [it for it in found if expected in it], f"{expected!r} in {found}"


def test_what_comes_before_the_answer_to_initialize_is_found():
    transcript = Transcript()
    transcript.sent(ASKED)
    transcript.received({"jsonrpc": "2.0", **published()})
    transcript.received(ANSWERED)
    assert [it for it in problems(transcript) if "before the answer to initialize" in it]
