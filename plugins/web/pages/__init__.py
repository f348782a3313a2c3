"""The pages of the site: functions from the website to bytes."""
