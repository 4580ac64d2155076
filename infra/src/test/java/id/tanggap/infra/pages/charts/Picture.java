package id.tanggap.infra.pages.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A drawn picture, read again as a browser would. */
record Picture(Document document) {

    /** Anything that is not well-formed is refused. */
    static Picture of(String svg) {
        try {
            return new Picture(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg))));
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    List<Element> all(String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    List<Element> all(String name, String style) {
        return all(name).stream().filter(element -> element.getAttribute("class").equals(style)).toList();
    }

    List<String> texts() {
        return all("text").stream().map(Element::getTextContent).toList();
    }

    double height() {
        return number(document.getDocumentElement(), "height");
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute).replace("%", ""));
    }

    /**
     * What every picture must be: one image, or a group of what leads somewhere; named, told, of numbers only, and nothing
     * of it outside its frame.
     */
    Picture isSound() {
        Element svg = document.getDocumentElement();
        assertThat(svg.getAttribute("role")).isEqualTo(all("a").isEmpty() ? "img" : "group");
        for (String part : svg.getAttribute("aria-labelledby").split(" ")) {
            assertThat(all("title").stream().anyMatch(title -> title.getAttribute("id").equals(part))
                    || all("desc").stream().anyMatch(desc -> desc.getAttribute("id").equals(part))).as(part).isTrue();
        }
        for (String kind : List.of("rect", "line", "circle", "text")) {
            for (Element element : all(kind)) {
                for (String attribute : List.of("x", "x1", "x2", "cx")) {
                    if (element.hasAttribute(attribute)) {
                        assertThat(number(element, attribute)).as(attribute).isBetween(0.0, 100.0);
                    }
                }
                for (String attribute : List.of("y", "y1", "y2", "cy")) {
                    if (element.hasAttribute(attribute)) {
                        assertThat(number(element, attribute)).as(attribute).isBetween(0.0, height());
                    }
                }
            }
        }
        for (Element box : all("rect")) {
            if (!box.hasAttribute("transform")) {
                assertThat(number(box, "x") + number(box, "width")).isLessThanOrEqualTo(100.01);
                assertThat(number(box, "y") + number(box, "height")).isLessThanOrEqualTo(height());
            }
        }
        return this;
    }

    /** No text stands where something is drawn that tells an amount. */
    Picture keepsWordsApart(String... drawn) {
        for (Element text : all("text")) {
            double baseline = number(text, "y");
            for (String style : drawn) {
                for (Element box : all("rect", style)) {
                    double top = number(box, "y");
                    boolean beside = text.getAttribute("text-anchor").equals("end") && number(text, "x") <= number(box, "x");
                    boolean apart = beside || baseline + 4 <= top || baseline - 12 >= top + number(box, "height");
                    assertThat(apart).as("%s at %s and a box at %s", text.getTextContent(), baseline, top).isTrue();
                }
            }
        }
        return this;
    }
}
