"""The host: a small server that serves quizzes, decides outcomes and forwards them to CRMs. Never needs Qt."""
