"""What the user can do: each action once, with its id, title and function. No Qt."""
