\echo Use "ALTER EXTENSION factag UPDATE TO '0.3.0'" to load this file. \quit
