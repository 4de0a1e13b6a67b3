"""Tests of the package, one module at a time; a package, so that a name may also be used one folder up."""
