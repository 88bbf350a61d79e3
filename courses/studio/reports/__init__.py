"""The studio's reports: how many enrol, complete, stop and pass; tables, charts and files."""
