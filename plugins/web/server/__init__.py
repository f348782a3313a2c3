"""The site, answered by a server: the same pages as the build's, and those that need a question."""
