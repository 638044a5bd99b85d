"""What things are: data classes, Arrow schemas, the rule catalogue, vocabularies. Imports nothing of ours."""
