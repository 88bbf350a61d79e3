"""Questions as their learner sees them: asked, read from a form, and reviewed. Pure functions of
content as plain data (marking/__init__.py) whose answers name the letters shown."""
