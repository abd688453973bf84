-- Records are found by parts of their words. What is there becomes searchable with this; from here on the rooms that
-- write records keep the index with them.

{searchable companies}
{searchable contacts}
{searchable deals}
{searchable tasks}
