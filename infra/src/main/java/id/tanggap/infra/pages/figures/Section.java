package id.tanggap.infra.pages.figures;

import java.util.List;

/** A part of a page. @param definition its place on the page of definitions */
public record Section(String id, String heading, String definition, List<Chart> charts) {
}
