//! `boundstone graph`.

mod dot;
mod mermaid;

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_engine::{World, query};
use boundstone_model::{Boundary, BoundaryEdge, RepoPath};
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{GraphArguments, GraphFormat};
use crate::json::{VERSION, names};
use crate::output::print_json;
use crate::position::Repository;

/// `graph --format json`: the boundaries by their folders, and the references between them.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct GraphJson {
    version: u32,
    boundaries: Vec<NodeJson>,
    /// By the folders of both ends.
    edges: Vec<EdgeJson>,
    /// With `--imports`: each pair of files once, within boundaries and between them; re-exports are not
    /// followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    imports: Option<Vec<ImportJson>>,
}

/// A TypeScript or JavaScript file that imports another.
#[derive(Serialize, JsonSchema, Debug)]
struct ImportJson {
    from: String,
    to: String,
}

#[derive(Serialize, JsonSchema, Debug)]
struct NodeJson {
    name: String,
    path: String,
    owners: Vec<String>,
    layer: Option<String>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct EdgeJson {
    /// The boundary whose code refers.
    from: String,
    /// The boundary that defines what it refers to.
    to: String,
    /// References in code that is part of what the boundary does for others.
    code: u32,
    /// References in tests, examples and benchmarks.
    tests: u32,
}

/// The map of a repository.
struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// The layers that a boundary is in, from high to low.
    layers: Vec<String>,
}

struct Node {
    name: String,
    path: String,
    owners: Vec<String>,
    layer: Option<String>,
}

struct Edge {
    /// Positions among the nodes.
    from: usize,
    to: usize,
    code: u32,
    tests: u32,
}

pub(crate) fn run(arguments: &GraphArguments) -> Result<u8> {
    let repository = Repository::read(arguments.root.as_deref())?;
    let world = &repository.snapshot.world;
    let graph = Graph::of(world);
    if arguments.imports && arguments.format != GraphFormat::Json {
        bail!("`--imports` is for programs; add `--format json`");
    }
    match arguments.format {
        GraphFormat::Json => {
            let imports = arguments.imports.then(|| imports(world));
            print_json(&GraphJson { imports, ..graph.json() })?;
        }
        GraphFormat::Mermaid => print(&mermaid::write(&graph))?,
        GraphFormat::Dot => print(&dot::write(&graph))?,
    }
    Ok(EXIT_CLEAN)
}

fn imports(world: &World) -> Vec<ImportJson> {
    let json = |(from, to): (RepoPath, RepoPath)| ImportJson {
        from: from.to_string(),
        to: to.to_string(),
    };
    query::file_imports(world).into_iter().map(json).collect()
}

fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

impl Graph {
    fn of(world: &World) -> Self {
        let nodes: Vec<Node> =
            query::boundaries(world).iter().map(|boundary| node(world, boundary)).collect();
        let position = |name: &str| nodes.iter().position(|node| node.name == name);
        let edge = |edge: &BoundaryEdge| {
            Some(Edge {
                from: position(&edge.from)?,
                to: position(&edge.to)?,
                code: edge.code,
                tests: edge.tests,
            })
        };
        let mut edges: Vec<Edge> = query::boundary_edges(world).iter().filter_map(edge).collect();
        edges.sort_by_key(|edge| (edge.from, edge.to));
        let stated = world.config().layers.iter().flatten().map(|layer| layer.value.to_string());
        let mut others: Vec<String> = nodes.iter().filter_map(|node| node.layer.clone()).collect();
        others.sort();
        let mut layers: Vec<String> = Vec::new();
        for layer in stated.chain(others) {
            let is_used = nodes.iter().any(|node| node.layer.as_ref() == Some(&layer));
            if is_used && !layers.contains(&layer) {
                layers.push(layer);
            }
        }
        Self { nodes, edges, layers }
    }

    fn json(&self) -> GraphJson {
        let node = |node: &Node| NodeJson {
            name: node.name.clone(),
            path: node.path.clone(),
            owners: node.owners.clone(),
            layer: node.layer.clone(),
        };
        let name = |number: usize| Some(self.nodes.get(number)?.name.clone());
        let edge = |edge: &Edge| {
            Some(EdgeJson {
                from: name(edge.from)?,
                to: name(edge.to)?,
                code: edge.code,
                tests: edge.tests,
            })
        };
        GraphJson {
            version: VERSION,
            boundaries: self.nodes.iter().map(node).collect(),
            edges: self.edges.iter().filter_map(edge).collect(),
            imports: None,
        }
    }

    /// The nodes of a layer, or of none, with their positions.
    fn of_layer(&self, layer: Option<&str>) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.layer.as_deref() == layer)
    }
}

fn node(world: &World, boundary: &Boundary) -> Node {
    Node {
        name: boundary.name.to_string(),
        path: boundary.path.to_string(),
        owners: names(&query::card_of_boundary(world, boundary).ownership.owners),
        layer: boundary.layer.as_ref().map(ToString::to_string),
    }
}

impl Node {
    fn owners_in_words(&self) -> String {
        if self.owners.is_empty() { "no owner".to_owned() } else { self.owners.join(" ") }
    }
}

impl Edge {
    /// Only tests refer.
    fn is_of_tests(&self) -> bool {
        self.code == 0
    }

    fn label(&self) -> String {
        if self.is_of_tests() { format!("{} in tests", self.tests) } else { self.code.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph() -> Graph {
        let node = |name: &str, owners: &[&str], layer: Option<&str>| Node {
            name: name.to_owned(),
            path: name.to_owned(),
            owners: owners.iter().map(ToString::to_string).collect(),
            layer: layer.map(str::to_owned),
        };
        Graph {
            nodes: vec![
                node("@a/web\"]; evil --> x\n", &["@a/web", "<b>&#35;"], Some("app \\ \"x\"")),
                node("`core`", &[], None),
            ],
            edges: vec![
                Edge { from: 0, to: 1, code: 12, tests: 3 },
                Edge { from: 1, to: 0, code: 0, tests: 2 },
            ],
            layers: vec!["app \\ \"x\"".to_owned()],
        }
    }

    #[test]
    fn names_cannot_leave_their_quotes_in_mermaid() {
        let expected = "\
flowchart TD
  subgraph layer0[\"app #92; #quot;x#quot;\"]
    b0[\"@a/web#quot;#93;; evil --#gt; x<br/>@a/web #lt;b#gt;#amp;#35;35;\"]
  end
  b1[\"#96;core#96;<br/>no owner\"]
  b0 -->|\"12\"| b1
  b1 -.->|\"2 in tests\"| b0
";
        assert_eq!(mermaid::write(&graph()), expected);
    }

    #[test]
    fn names_cannot_leave_their_quotes_in_dot() {
        let expected = r##"digraph boundaries {
  rankdir=TB;
  node [shape=box];
  subgraph cluster_0 {
    label="app \\ \"x\"";
    b0 [label="@a/web\"]; evil --> x\n@a/web <b>&amp;#35;"];
  }
  b1 [label="`core`\nno owner"];
  b0 -> b1 [label="12"];
  b1 -> b0 [label="2 in tests", style=dotted];
}
"##;
        assert_eq!(dot::write(&graph()), expected);
    }

    #[test]
    fn a_map_of_nothing_is_one_that_tools_read() {
        let empty = Graph { nodes: Vec::new(), edges: Vec::new(), layers: Vec::new() };
        assert_eq!(mermaid::write(&empty), "flowchart TD\n  %% no boundaries\n");
        assert_eq!(
            dot::write(&empty),
            "digraph boundaries {\n  rankdir=TB;\n  node [shape=box];\n}\n"
        );
    }
}
