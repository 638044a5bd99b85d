"""From a `Notice` to rows, verdicts, Parquet datasets and the command line."""
