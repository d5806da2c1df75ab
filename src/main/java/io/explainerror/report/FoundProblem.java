package io.explainerror.report;

import io.explainerror.model.CatalogueProblem;

/// A problem with the path of its file as whoever reads the report would open it.
///
/// @param path with `/`, relative to the working directory where it lies below it
public record FoundProblem(CatalogueProblem problem, String path) {}
