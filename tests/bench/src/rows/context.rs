use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::client::Client;
use crate::counterpart::ast_grep;
use crate::generate::{self, MeasuredFile, Size};

/// Tracked files of the small tree that the large one is compared with.
const SMALL_FILES: usize = 1_600;

/// Where everything is that the rows measure.
pub struct Context {
    /// The tree that is measured.
    pub root: PathBuf,
    /// How the tree was generated; `None` for a checkout, in which nothing is ever written.
    pub size: Option<Size>,
    pub seed: u64,
    /// The folder for generated trees.
    pub cache: PathBuf,
    /// The program `boundstone`.
    pub boundstone: PathBuf,
    /// ast-grep's program, or why it is not there.
    pub ast_grep: Option<PathBuf>,
    pub threads: usize,
    /// A number that no decision has, and that is near enough to one to be a mistake.
    pub unknown_decision: usize,
}

/// Where the program keeps what files say from one run to the next: a row that is not about a warm start
/// keeps nothing, so that no run is warm from the one before.
pub const KEPT_IN: &str = "BOUNDSTONE_CACHE_DIR";
pub const NOWHERE: &str = "";

impl Context {
    /// Boundstone's server on a tree.
    pub fn server(&self, root: &Path) -> Result<Client> {
        let mut command = Command::new(&self.boundstone);
        command.arg("lsp").current_dir(root).env(KEPT_IN, NOWHERE);
        Client::start(&mut command, root).context("`boundstone lsp`")
    }

    /// Boundstone's server on a tree, after it has read all of it.
    pub fn settled_server(&self, root: &Path) -> Result<Client> {
        let mut server = self.server(root)?;
        server.settle()?;
        Ok(server)
    }

    /// A counterpart that this program itself is.
    pub fn own_server(&self, mode: &str) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["serve", mode]);
        Ok(command)
    }

    pub fn ast_grep(&self) -> Result<(Client, PathBuf)> {
        let Some(program) = &self.ast_grep else {
            bail!("ast-grep is not installed; npm installs it where the registry can be reached")
        };
        let project = ast_grep::project(&self.cache)?;
        let client = ast_grep::start(program, &project).context("`ast-grep lsp`")?;
        Ok((client, project))
    }

    /// A generated tree of another size, made when it is not there.
    pub fn tree(&self, files: usize, scale: f64) -> Result<PathBuf> {
        let size = Size { seed: self.seed, files, scale, decisions: None };
        let folder = generate::folder(&self.cache, size);
        generate::generate(&folder, size)?;
        Ok(folder)
    }

    pub fn small_tree(&self) -> Result<PathBuf> {
        self.tree(SMALL_FILES, 1.0)
    }

    /// Where a measured file stands in a tree. In a checkout it is a buffer that was never saved.
    pub fn path(&self, root: &Path, file: &MeasuredFile) -> PathBuf {
        root.join(file.path)
    }

    /// The measured file of a language and length.
    pub fn measured(
        &self,
        language: &str,
        lines: usize,
    ) -> Result<(&'static MeasuredFile, String)> {
        let file = generate::measured_files()
            .iter()
            .find(|file| file.language == language && file.lines == lines)
            .with_context(|| format!("no measured file of {lines} lines of {language}"))?;
        Ok((file, file.text(self.seed)))
    }
}
