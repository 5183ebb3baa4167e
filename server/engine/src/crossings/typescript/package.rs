//! npm packages and tsconfig files as name resolution sees them.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    ApiExtractorConfig, NpmDependency, NpmManifest, RepoPath, TsConfig, TsPaths,
};

use super::bundled::Bundled;
use crate::boundaries::NPM_FILE;

/// The packages and configurations of a repository.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Modules {
    /// Manifests by their folders.
    packages: BTreeMap<RepoPath, Arc<NpmManifest>>,
    /// The folders of the packages of a name.
    names: BTreeMap<Arc<str>, Vec<RepoPath>>,
    /// Configurations by their own paths.
    configs: BTreeMap<RepoPath, Arc<TsConfig>>,
    /// Symbolic links, and where they lead.
    links: BTreeMap<RepoPath, RepoPath>,
    bundled: Bundled,
}

/// What a configuration says with all that it extends.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// Where specifiers that are neither relative nor known are looked for.
    pub(super) base: Option<RepoPath>,
    /// The folder that `paths` are relative to, and the entries.
    pub(super) paths: Option<(RepoPath, Box<[TsPaths]>)>,
    /// The folder of output, and the folder of what it is made of.
    pub(super) output: Option<RepoPath>,
    pub(super) root: Option<RepoPath>,
    pub(super) suffixes: Box<[Arc<str>]>,
}

/// The names of a configuration that covers its folder.
const CONFIG_FILES: [&str; 2] = ["tsconfig.json", "jsconfig.json"];

/// How many configurations extend one another. Real ones are three or four.
const MOST_CONFIGS: usize = 16;

/// Where a configuration says the folder of the file that extends it.
const CONFIG_FOLDER: &str = "${configDir}";

impl Modules {
    pub(crate) fn new<'a>(
        manifests: impl Iterator<Item = (&'a RepoPath, &'a Arc<NpmManifest>)>,
        configs: impl Iterator<Item = (&'a RepoPath, &'a Arc<TsConfig>)>,
        links: impl Iterator<Item = (&'a RepoPath, &'a RepoPath)>,
        extractors: impl Iterator<Item = (&'a RepoPath, &'a ApiExtractorConfig)>,
    ) -> Self {
        let mut modules = Self::default();
        for (path, manifest) in manifests.filter(|(path, _)| path.name() == NPM_FILE) {
            let Some(folder) = path.parent() else { continue };
            if let Some(name) = &manifest.name {
                modules.names.entry(name.value.clone()).or_default().push(folder.clone());
            }
            modules.packages.insert(folder, Arc::clone(manifest));
        }
        modules.links = links.map(|(path, target)| (path.clone(), target.clone())).collect();
        modules.configs =
            configs.map(|(path, config)| (path.clone(), Arc::clone(config))).collect();
        let package = |path: &RepoPath| modules.at(path).map(|(folder, _)| folder.clone());
        modules.bundled = Bundled::new(&extractors.collect(), package);
        modules
    }

    /// Whether what the package in `folder` hands on of the package called `name` is its own.
    pub(super) fn bundles(&self, folder: &RepoPath, name: &str) -> bool {
        self.bundled.holds(folder, name)
    }

    /// The innermost package around a path.
    pub(super) fn at(&self, path: &RepoPath) -> Option<(&RepoPath, &Arc<NpmManifest>)> {
        path.ancestors().skip(1).find_map(|folder| self.packages.get_key_value(&folder))
    }

    pub(super) fn in_folder(&self, folder: &RepoPath) -> Option<(&RepoPath, &Arc<NpmManifest>)> {
        self.packages.get_key_value(folder)
    }

    /// Whether there is a package in exactly this folder.
    pub(in crate::crossings) fn has(&self, folder: &RepoPath) -> bool {
        self.packages.contains_key(folder)
    }

    /// The path that a path is by way of a symbolic link; `None` when there is none on the way.
    pub(super) fn behind_link(&self, path: &RepoPath) -> Option<RepoPath> {
        if self.links.is_empty() {
            return None;
        }
        path.ancestors().find_map(|link| {
            let target = self.links.get(&link)?;
            target.join(path.strip_prefix(&link)?)
        })
    }

    /// The name of the package around a file.
    pub(crate) fn name_at(&self, path: &RepoPath) -> Option<Arc<str>> {
        Some(self.at(path)?.1.name.as_ref()?.value.clone())
    }

    /// What the code of a file calls a package that a manifest above it gives another name. As Node does, the outer
    /// packages are looked at for what no inner one says.
    pub(crate) fn renamed(&self, path: &RepoPath, package: &str) -> Vec<Arc<str>> {
        let mut said: Vec<&Arc<str>> = Vec::new();
        let mut renamed = Vec::new();
        for folder in path.ancestors().skip(1) {
            let Some(manifest) = self.packages.get(&folder) else { continue };
            let own = manifest.dependencies.iter().filter(|it| !said.contains(&&it.name));
            let own: Vec<_> = own.collect();
            let is_it = |it: &&&NpmDependency| it.alias_of() == Some(package);
            renamed.extend(own.iter().filter(is_it).map(|it| it.name.clone()));
            said.extend(own.iter().map(|it| &it.name));
        }
        renamed.sort();
        renamed.dedup();
        renamed
    }

    /// The folders of the packages called `name`.
    pub(super) fn named(&self, name: &str) -> &[RepoPath] {
        self.names.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The options of the configurations that may cover a file: of the nearest one, then of those that it
    /// refers to.
    pub(super) fn options(&self, path: &RepoPath) -> Vec<Options> {
        let nearest = path.ancestors().skip(1).find_map(|folder| {
            CONFIG_FILES.iter().find_map(|name| {
                let file = folder.join(name)?;
                self.configs.contains_key(&file).then_some(file)
            })
        });
        let Some(nearest) = nearest else { return Vec::new() };
        let mut files = vec![nearest.clone()];
        if let Some(config) = self.configs.get(&nearest) {
            let folder = nearest.parent().unwrap_or_else(RepoPath::root);
            let covered =
                |file: &RepoPath| file.parent().is_some_and(|referred| path.starts_with(&referred));
            let referred = config.references.iter().filter_map(|it| self.config_at(&folder, it));
            files.extend(referred.filter(covered).take(MOST_CONFIGS));
        }
        files.iter().map(|file| self.options_of(file)).collect()
    }

    /// The file that a reference or an `extends` means, seen from a folder.
    fn config_at(&self, folder: &RepoPath, named: &str) -> Option<RepoPath> {
        let plain = folder.join(named)?;
        let below = plain.join(CONFIG_FILES.first()?);
        let with_extension = folder.join(&format!("{named}.json"));
        let candidates = [Some(plain), with_extension, below];
        candidates.into_iter().flatten().find(|path| self.configs.contains_key(path))
    }

    fn options_of(&self, file: &RepoPath) -> Options {
        let mut options = Options::default();
        let top = file.parent().unwrap_or_else(RepoPath::root);
        let mut open = vec![file.clone()];
        let mut count = 0;
        // What is said first counts: the file itself, then what it extends, the last one first.
        while let Some(file) = open.pop() {
            count += 1;
            if count > MOST_CONFIGS {
                break;
            }
            let Some(config) = self.configs.get(&file) else { continue };
            let folder = file.parent().unwrap_or_else(RepoPath::root);
            options.take(config, &folder, &top);
            for extended in &config.extends {
                open.extend(self.extended(&folder, &extended.value));
            }
        }
        options
    }

    /// The file that `extends` names: a path, or a file of a package in the repository.
    fn extended(&self, folder: &RepoPath, named: &str) -> Option<RepoPath> {
        if named.starts_with('.') {
            return self.config_at(folder, named);
        }
        let (name, inside) = split_package(named);
        let package = self.named(name).first()?;
        let manifest = self.packages.get(package)?;
        let inside = match (inside, &manifest.tsconfig) {
            ("", Some(file)) => file,
            ("", None) => ".",
            (inside, _) => inside,
        };
        self.config_at(package, inside)
    }

    /// The folders below which names may mean something else than in `other`, and the names of packages
    /// that do.
    pub(crate) fn difference(&self, other: &Self) -> (Vec<RepoPath>, Vec<Arc<str>>) {
        let mut folders: Vec<RepoPath> = Vec::new();
        for (one, two) in [(self, other), (other, self)] {
            let changed = |(folder, manifest): &(&RepoPath, &Arc<NpmManifest>)| {
                two.packages.get(*folder) != Some(*manifest)
            };
            folders.extend(one.packages.iter().filter(changed).map(|(folder, _)| folder.clone()));
            let changed =
                one.configs.iter().filter(|(path, it)| two.configs.get(*path) != Some(*it));
            for (path, _) in changed {
                let users = one.users_of(path);
                folders.extend(users.iter().filter_map(RepoPath::parent));
            }
        }
        folders.extend(self.bundled.difference(&other.bundled));
        let named = |modules: &Self, folder: &RepoPath| {
            let manifest = modules.packages.get(folder)?;
            Some(manifest.name.as_ref()?.value.clone())
        };
        let mut names: Vec<Arc<str>> = folders
            .iter()
            .flat_map(|folder| [named(self, folder), named(other, folder)])
            .flatten()
            .collect();
        for (one, two) in [(self, other), (other, self)] {
            let changed = one.links.iter().filter(|(link, to)| two.links.get(*link) != Some(*to));
            names.extend(changed.map(|(link, _)| Arc::from(link.stem())));
        }
        names.sort();
        names.dedup();
        (folders, names)
    }

    /// A configuration and all that extend it.
    fn users_of(&self, path: &RepoPath) -> Vec<RepoPath> {
        let mut users = vec![path.clone()];
        let mut next = 0;
        while let Some(user) = users.get(next).cloned() {
            next += 1;
            for (file, config) in &self.configs {
                let folder = file.parent().unwrap_or_else(RepoPath::root);
                let extends = |it: &boundstone_model::Spanned<Arc<str>>| {
                    self.extended(&folder, &it.value).as_ref() == Some(&user)
                };
                if !users.contains(file) && config.extends.iter().any(extends) {
                    users.push(file.clone());
                }
            }
        }
        users
    }
}

impl Options {
    /// Takes what is not yet said. `folder` is that of the configuration, `top` that of the one that
    /// extends it.
    fn take(&mut self, config: &TsConfig, folder: &RepoPath, top: &RepoPath) {
        let place = |path: &Arc<str>| match path.strip_prefix(CONFIG_FOLDER) {
            Some(rest) => top.join(rest.trim_start_matches('/')),
            None => folder.join(path),
        };
        let take = |slot: &mut Option<RepoPath>, path: &Option<Arc<str>>| {
            if slot.is_none() {
                *slot = path.as_ref().and_then(place);
            }
        };
        take(&mut self.base, &config.base_url);
        take(&mut self.output, &config.out_dir);
        take(&mut self.output, &config.declaration_dir);
        take(&mut self.root, &config.root_dir);
        if let (None, Some(paths)) = (&self.paths, &config.paths) {
            let base = config.base_url.as_ref().and_then(place);
            let own = base.or_else(|| self.base.clone()).unwrap_or_else(|| folder.clone());
            let written = |target: &Arc<str>| match target.strip_prefix(CONFIG_FOLDER) {
                // From the folder of the extending file, seen from where `paths` are relative to.
                Some(rest) => {
                    let up = "../".repeat(own.segments().count());
                    Arc::from(format!("{up}{top}{rest}"))
                }
                None => Arc::clone(target),
            };
            let entries = paths.iter().map(|entry| TsPaths {
                pattern: entry.pattern.clone(),
                targets: entry.targets.iter().map(written).collect(),
            });
            self.paths = Some((own.clone(), entries.collect()));
        }
        if let (true, Some(suffixes)) = (self.suffixes.is_empty(), &config.module_suffixes) {
            self.suffixes.clone_from(suffixes);
        }
    }
}

/// The name of a package and the path inside it: `@a/b` and `c/d` of `@a/b/c/d`.
pub(crate) fn split_package(specifier: &str) -> (&str, &str) {
    let slashes = if specifier.starts_with('@') { 2 } else { 1 };
    match specifier.match_indices('/').nth(slashes - 1) {
        Some((at, _)) => {
            (specifier.get(..at).unwrap_or(specifier), specifier.get(at + 1..).unwrap_or_default())
        }
        None => (specifier, ""),
    }
}

/// What a pattern with at most one `*` has in its place; `None` when it does not match.
pub(super) fn matched<'s>(pattern: &str, specifier: &'s str) -> Option<&'s str> {
    match pattern.split_once('*') {
        None => (pattern == specifier).then_some(""),
        Some((before, after)) => {
            let inner = specifier.strip_prefix(before)?.strip_suffix(after)?;
            Some(inner)
        }
    }
}
