//! Walks, overlays open buffers, watches; owns the only thread that changes the World.
