//! The map as a Mermaid flowchart.

use std::fmt::Write;

use super::{Edge, Graph, Node};
use crate::output::visible;

pub(super) fn write(graph: &Graph) -> String {
    let mut text = "flowchart TD\n".to_owned();
    if graph.nodes.is_empty() {
        text.push_str("  %% no boundaries\n");
    }
    for (number, layer) in graph.layers.iter().enumerate() {
        let _ = writeln!(text, "  subgraph layer{number}[\"{}\"]", escaped(layer));
        graph.of_layer(Some(layer)).for_each(|it| push_node(&mut text, "    ", it));
        text.push_str("  end\n");
    }
    graph.of_layer(None).for_each(|it| push_node(&mut text, "  ", it));
    graph.edges.iter().for_each(|edge| push_edge(&mut text, edge));
    text
}

fn push_node(text: &mut String, indent: &str, (number, node): (usize, &Node)) {
    let (name, owners) = (escaped(&node.name), escaped(&node.owners_in_words()));
    let _ = writeln!(text, "{indent}b{number}[\"{name}<br/>{owners}\"]");
}

fn push_edge(text: &mut String, edge: &Edge) {
    let arrow = if edge.is_of_tests() { "-.->" } else { "-->" };
    let _ = writeln!(text, "  b{} {arrow}|\"{}\"| b{}", edge.from, edge.label(), edge.to);
}

/// A text inside quotes, where Mermaid reads entity codes, HTML and, between backticks, Markdown.
/// Source: Mermaid's documentation, "Flowcharts", "Special characters that break syntax".
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for ch in visible(text).chars() {
        match ch {
            '"' => escaped.push_str("#quot;"),
            '&' => escaped.push_str("#amp;"),
            '<' => escaped.push_str("#lt;"),
            '>' => escaped.push_str("#gt;"),
            '#' | '`' | '\\' | '[' | ']' | '{' | '}' | '|' | '*' | '_' | '~' | '$' | '%' => {
                let _ = write!(escaped, "#{};", ch as u32);
            }
            _ => escaped.push(ch),
        }
    }
    escaped
}
