"""Keys of certificates: private halves in a store outside the database, public halves as rows."""
