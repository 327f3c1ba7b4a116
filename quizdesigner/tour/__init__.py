"""The guided tour: the whole job by real key presses, and a CRM stand-in that shows what arrived."""
