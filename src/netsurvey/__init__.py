"""netsurvey: from answers collected on doorsteps to a community that can see itself."""
