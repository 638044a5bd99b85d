"""What things are: data classes, Arrow schemas, rules, vocabularies. Imports nothing of ours."""
