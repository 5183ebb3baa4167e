//! The map for Graphviz.

use std::fmt::Write;

use super::{Edge, Graph, Node};
use crate::output::visible;

pub(super) fn write(graph: &Graph) -> String {
    let mut text = "digraph boundaries {\n  rankdir=TB;\n  node [shape=box];\n".to_owned();
    for (number, layer) in graph.layers.iter().enumerate() {
        let _ = writeln!(text, "  subgraph cluster_{number} {{");
        let _ = writeln!(text, "    label=\"{}\";", escaped(layer));
        graph.of_layer(Some(layer)).for_each(|it| push_node(&mut text, "    ", it));
        text.push_str("  }\n");
    }
    graph.of_layer(None).for_each(|it| push_node(&mut text, "  ", it));
    graph.edges.iter().for_each(|edge| push_edge(&mut text, edge));
    text.push_str("}\n");
    text
}

fn push_node(text: &mut String, indent: &str, (number, node): (usize, &Node)) {
    let (name, owners) = (escaped(&node.name), escaped(&node.owners_in_words()));
    let _ = writeln!(text, "{indent}b{number} [label=\"{name}\\n{owners}\"];");
}

fn push_edge(text: &mut String, edge: &Edge) {
    let style = if edge.is_of_tests() { ", style=dotted" } else { "" };
    let (from, to) = (edge.from, edge.to);
    let _ = writeln!(text, "  b{from} -> b{to} [label=\"{}\"{style}];", edge.label());
}

/// A text inside quotes, where Graphviz reads escapes such as `\N`, and entities.
/// Source: Graphviz's documentation, "escString" and "Character Set".
fn escaped(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
