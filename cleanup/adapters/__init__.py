"""Where ``cleanup`` meets the engines of others. Each is imported only when it is asked for."""
