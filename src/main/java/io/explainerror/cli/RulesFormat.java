package io.explainerror.cli;

/// How rules are told of.
enum RulesFormat {
    TEXT,
    JSON
}
