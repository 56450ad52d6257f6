"""The proposals of several parties: consolidated, or shown beside the open one."""
