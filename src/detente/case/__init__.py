"""A conflict as plain, checked data: model, rule language, case folders, interchange formats."""
