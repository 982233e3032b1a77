"""From a trace to the browser's player: the payload, the source, the check of its receipts."""
