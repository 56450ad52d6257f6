"""Operations on characters that know nothing of documents."""
