"""The ground: the project as a value, edits and play as pure functions. No Qt, SQL, HTTP, clock, disk or chance."""
