from pack.grade import grade
