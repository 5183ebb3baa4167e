"""The client of pytest-lsp, that keeps what is said, and waits for what is meant."""

import asyncio
import json
import re
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, LanguageClientProtocol
from pytest_lsp.client import register_lsp_features

from conformance import Transcript, tell_actions_from_commands

# Ten times what anything takes; only a server that does not answer ever takes so long.
LIVENESS_SECONDS = 30
# How long something is waited for that the server is known not to do.
KNOWN_SECONDS = 2

# One for all sessions, because it takes long to learn the types.
CONVERTER = tell_actions_from_commands(default_converter())

LANGUAGES = {".rs": "rust", ".ts": "typescript", ".tsx": "typescriptreact", ".md": "markdown", ".toml": "toml"}


class Protocol(LanguageClientProtocol):
    """Keeps each message as it is on the wire."""

    def structure_message(self, data):
        # Called for every object of a message, the message itself last.
        if "jsonrpc" in data:
            self._server.transcript.received(data)
            self._server.bell.set()
        return super().structure_message(data)

    def _send_data(self, data):
        if data:
            self._server.transcript.sent(json.loads(json.dumps(data, default=self._serialize_message)))
        super()._send_data(data)


class Client(LanguageClient):
    """One session with one server, and the documents that are open in it."""

    def __init__(self, configuration: dict[str, Any] | None = None):
        super().__init__(configuration=configuration, converter_factory=lambda: CONVERTER, protocol_cls=Protocol)
        self.transcript = Transcript()
        self.bell = asyncio.Event()
        # What pytest-lsp objects to.
        self.objections: list[str] = []
        self.root = Path()
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        # Reports of findings, in the order in which they came.
        self.published: list[types.PublishDiagnosticsParams] = []
        self.choice: Callable[[list[str]], str | None] = lambda titles: None
        self.questions: list[list[str]] = []
        self.encoding = "utf-16"
        self.patience = LIVENESS_SECONDS
        self.server_capabilities = types.ServerCapabilities()
        register_lsp_features(self)
        self._register()

    def _register(self):
        # pytest-lsp itself knows none of these.
        @self.feature(types.WORKSPACE_CODE_LENS_REFRESH)
        def refresh_lenses(client: "Client", params: None) -> None:
            return None

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(client: "Client", params: types.RegistrationParams) -> None:
            return None

        @self.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
        def choose(client: "Client", params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
            titles = [action.title for action in params.actions or []]
            client.questions.append(titles)
            title = client.choice(titles)
            return None if title is None else types.MessageActionItem(title=title)

        keep = self.protocol.fm.features.pop(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(client: "Client", params: types.PublishDiagnosticsParams) -> None:
            client.published.append(params)
            keep(params)

    def report_server_error(self, error, source):
        self.objections.append(f"{source.__name__}: {error!r}")
        self.bell.set()
        super().report_server_error(error, source)

    # The session.

    async def begin(
        self,
        command: list[str],
        roots: list[Path],
        capabilities: types.ClientCapabilities,
        options: Any = None,
    ) -> types.InitializeResult:
        self.root = roots[0]
        await self.start_io(*command)
        folders = [types.WorkspaceFolder(uri=root.as_uri(), name=root.name) for root in roots]
        params = types.InitializeParams(
            capabilities=capabilities,
            root_uri=roots[0].as_uri(),
            workspace_folders=folders,
            initialization_options=options,
        )
        result = await self.initialize_session(params)
        self.server_capabilities = result.capabilities
        self.encoding = result.capabilities.position_encoding or "utf-16"
        return result

    async def end(self) -> int:
        """Shuts the server down; its exit code."""
        async with asyncio.timeout(LIVENESS_SECONDS):
            await self.shutdown_session()
            return await self._server.wait()

    async def kill(self):
        """Leaves nothing behind."""
        if self._server is not None:
            if self._server.returncode is None:
                self._server.kill()
            async with asyncio.timeout(LIVENESS_SECONDS):
                await self.stop()

    # Waiting.

    async def until(self, what: str, check: Callable[[], Any]) -> Any:
        """The first true answer of `check`, which is asked again after each message."""
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    self.bell.clear()
                    if answer := check():
                        return answer
                    await self.bell.wait()
        except TimeoutError:
            raise AssertionError(f"waited in vain until {what}; the server's last words: {self._last_words()}") from None

    async def ask_until(self, what: str, ask: Callable[[], Awaitable[Any]], check: Callable[[Any], bool]) -> Any:
        """Asks again, as a user does, until the answer is the one that is meant."""
        answer = None
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    answer = await ask()
                    if check(answer):
                        return answer
        except TimeoutError:
            raise AssertionError(f"asked in vain until {what}; the last answer: {answer}") from None

    def _last_words(self) -> str:
        said = [json.dumps(message) for who, message in self.transcript.messages if who == "server"]
        return "\n".join(line[:200] for line in said[-3:])

    async def report(self, path: str, what: str, check: Callable[[types.PublishDiagnosticsParams], bool], after: int = 0):
        """The first report on the file, of those from the number `after` on, that `check` accepts."""
        uri = self.uri(path)

        def found():
            return next((it for it in self.published[after:] if it.uri == uri and check(it)), None)

        return await self.until(f"{path}: {what}", found)

    # Documents.

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri(path))

    def open(self, path: str, text: str | None = None) -> None:
        text = (self.root / path).read_text() if text is None else text
        self.texts[path], self.versions[path] = text, 1
        language = LANGUAGES.get(Path(path).suffix, "codeowners")
        item = types.TextDocumentItem(uri=self.uri(path), language_id=language, version=1, text=text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def edit(self, path: str, before: str, after: str) -> None:
        """Replaces the first `before` of an open document, as an editor does: by its range alone."""
        start = self.texts[path].index(before)
        range_ = types.Range(start=self.position(path, start), end=self.position(path, start + len(before)))
        self.texts[path] = self.texts[path].replace(before, after, 1)
        self.versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(path), version=self.versions[path])
        change = types.TextDocumentContentChangePartial(range=range_, text=after)
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        )

    def close(self, path: str) -> None:
        del self.texts[path]
        self.text_document_did_close(types.DidCloseTextDocumentParams(text_document=self.document(path)))

    def position(self, path: str, offset: int) -> types.Position:
        """In the columns that were agreed upon."""
        before = self.texts[path][:offset]
        line, column = before.count("\n"), before.rpartition("\n")[2]
        return types.Position(line=line, character=columns(column, self.encoding))

    def at(self, path: str, words: str) -> dict[str, Any]:
        """Document and position of a `|` in words of the document."""
        before, _, after = words.partition("|")
        text = self.texts[path]
        assert text.count(before + after) >= 1, f"{words} in {path}"
        offset = text.index(before + after) + len(before)
        return {"text_document": self.document(path), "position": self.position(path, offset)}

    async def open_and_read(self, path: str) -> None:
        """Opens a file, and waits until the server has read the whole repository."""
        after = len(self.published)
        self.open(path)
        if self.server_capabilities.diagnostic_provider:
            await self.until("the server asks for a refresh", lambda: self.diagnostic_refresh_count > 0)
        else:
            await self.report(path, "its first report", lambda it: it.version == 1, after)

    # Questions.

    async def hover(self, path: str, words: str) -> str | None:
        answer = await self.text_document_hover_async(types.HoverParams(**self.at(path, words)))
        return None if answer is None else answer.contents.value

    async def completions(self, path: str, words: str) -> list[types.CompletionItem]:
        answer = await self.text_document_completion_async(types.CompletionParams(**self.at(path, words)))
        return answer.items if isinstance(answer, types.CompletionList) else list(answer or [])

    async def definition(self, path: str, words: str) -> list[str]:
        """`path:line` of each, lines from 1."""
        answer = await self.text_document_definition_async(types.DefinitionParams(**self.at(path, words)))
        places = answer if isinstance(answer, list) else [answer] if answer else []
        return [self.place(it) for it in places]

    async def references(self, path: str, words: str) -> list[str]:
        """`path:line` of each, lines from 1; each line once."""
        context = types.ReferenceContext(include_declaration=False)
        answer = await self.text_document_references_async(types.ReferenceParams(context=context, **self.at(path, words)))
        return list(dict.fromkeys(self.place(it) for it in answer or []))

    def place(self, location: types.Location) -> str:
        path = location.uri.removeprefix(self.root.as_uri() + "/")
        return f"{path}:{location.range.start.line + 1}"

    async def unresolved_lenses(self, path: str) -> list[types.CodeLens]:
        return list(await self.text_document_code_lens_async(types.CodeLensParams(text_document=self.document(path))) or [])

    async def lenses(self, path: str) -> list[types.CodeLens]:
        return [await self.code_lens_resolve_async(it) for it in await self.unresolved_lenses(path)]

    async def pull(self, path: str, previous: str | None = None):
        params = types.DocumentDiagnosticParams(text_document=self.document(path), previous_result_id=previous)
        return await self.text_document_diagnostic_async(params)

    async def actions(self, path: str, words: str, findings: list[types.Diagnostic]) -> list[types.CodeAction]:
        """What is offered at a `|` in words of the document, where the editor shows these findings."""
        at = self.at(path, words)
        params = types.CodeActionParams(
            text_document=at["text_document"],
            range=types.Range(start=at["position"], end=at["position"]),
            context=types.CodeActionContext(diagnostics=findings),
        )
        return list(await self.text_document_code_action_async(params) or [])

    def edits(self, edit: types.WorkspaceEdit, path: str) -> list[types.TextEdit]:
        """The edits of a change that is of this open document alone, and of its version."""
        if edit.document_changes is None:
            assert set(edit.changes) == {self.uri(path)}
            return list(edit.changes[self.uri(path)])
        [change] = edit.document_changes
        assert (change.text_document.uri, change.text_document.version) == (self.uri(path), self.versions[path])
        return list(change.edits)

    async def symbols(self, query: str) -> list[str]:
        found = await self.workspace_symbol_async(types.WorkspaceSymbolParams(query=query))
        return [it.name for it in found or []]

    async def run(self, command: str, *arguments: Any) -> Any:
        params = types.ExecuteCommandParams(command=command, arguments=list(arguments))
        return await self.workspace_execute_command_async(params)


def columns(text: str, encoding: str) -> int:
    """How many columns a piece of one line takes."""
    match encoding:
        case "utf-8":
            return len(text.encode())
        case "utf-16":
            return len(text.encode("utf-16-le")) // 2
        case "utf-32":
            return len(text)
    raise AssertionError(f"no encoding is called {encoding}")


def rows(items: list[types.Diagnostic]) -> list[str]:
    """`line: severity rule` of each finding, lines from 1."""
    return [f"{it.range.start.line + 1}: {it.severity.name.lower()} {it.code}" for it in items]


def plain(card: str | None) -> str:
    """A card without its marks and link targets, to look for words in."""
    return re.sub(r"[`*\\]|\]\([^)]*\)|\[", "", card or "")


def commit(repository: Path) -> None:
    git = ["git", "-C", str(repository), "-c", "user.name=shop", "-c", "user.email=shop@example.invalid"]
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "Go on"], check=True)
