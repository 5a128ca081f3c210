"""What runs for long or uses the network: configuration, feeds, alerts, models, agents, web. It knows no command."""
