//! Uses between boundaries that lead back to where they come from.

use boundstone_model::{Because, Boundary, How, Place, RepoPath, Rule};

use super::super::{Findings, NewFinding};
use super::usage::Usage;
use crate::World;

pub(super) fn check(found: &mut Findings<'_>, usage: &Usage<'_>) {
    let world = found.world;
    let own = &usage.from.path;
    for (to, step) in world.crossings.cycles.of(own) {
        if step.first != *found.path {
            continue;
        }
        let Some(place) = first_place(world, &step.first, to) else { continue };
        let way: Vec<&RepoPath> = [own].into_iter().chain(&step.back).collect();
        let names: Vec<&str> = way.iter().filter_map(|it| name_of(world, it)).collect();
        let finding = NewFinding::new(
            Rule::BoundaryCycle,
            place.range,
            format!("Boundaries use each other in a circle: {}", names.join(" → ")),
            "Turn one of the uses around, or move what both need to a boundary of its own",
        );
        let steps = way.iter().zip(way.iter().skip(1)).skip(1);
        let finding = steps.fold(finding, |finding, (from, to)| {
            let first = world.crossings.cycles.first(from, to);
            let place = first.and_then(|first| first_place(world, first, to));
            match (place, name_of(world, from), name_of(world, to)) {
                (Some(place), Some(from), Some(to)) => {
                    finding.related(place, format!("{from} uses {to} here"))
                }
                _ => finding,
            }
        });
        let because = Because { place, how: How::Record };
        let about = name_of(world, to).unwrap_or_default();
        found.add(finding.about(about.into()).because(because));
    }
}

fn name_of<'w>(world: &'w World, folder: &RepoPath) -> Option<&'w str> {
    world.boundaries.in_folder(folder).map(|boundary: &Boundary| &*boundary.name)
}

/// The first reference in the code of a file to what the boundary of a folder defines.
fn first_place(world: &World, path: &RepoPath, to: &RepoPath) -> Option<Place> {
    let usage = Usage::of(world, path)?;
    let is_meant = |file| {
        let path = world.crossings.files.path(file)?;
        Some(world.boundaries.at(path)?.path == *to)
    };
    let uses = usage.uses.iter().filter(|it| !it.row.is_test);
    let uses = uses.filter(|it| is_meant(it.target.file) == Some(true));
    let range = uses.map(|it| it.range).min()?;
    Some(Place { path: path.clone(), range })
}
