"""Every capability as a Processing algorithm: for the toolbox, for models and, headless, for qgis_process."""
