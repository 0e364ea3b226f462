"""What flows through piaoju: plain, frozen data that every room above may speak. No behaviour, no I/O."""
