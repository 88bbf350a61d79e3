"""Question files in the studio: uploading, looking, choosing, importing and exporting."""
