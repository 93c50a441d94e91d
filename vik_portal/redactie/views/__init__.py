"""The pages of the desk, by what somebody does there."""
