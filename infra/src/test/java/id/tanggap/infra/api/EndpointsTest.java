package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.attachments.Photos;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Every endpoint, asked by everybody. Whoever adds an endpoint adds a line to {@link #TABLE}, what it sends to
 * {@link #BODIES} if it sends anything, and a state to {@link State} if none of those fits.
 *
 * <p>Columns: the public, the reporter, somebody with a wrong secret, officer and head of the office that has the
 * complaint, officer and head of another, coordinator, inspector, administrator, API client. In the table stands the status
 * of the answer, or what of it is seen: {@code P} the public part of a complaint, {@code R} the reporter's, {@code O} the
 * office's, {@code A} all of it; {@code s} figures without small counts, {@code F} with all counts. All of those are answers
 * of 200.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {

    private static final String TABLE = """
    endpoint                                                         | complaint is   | pub rep wrg off hd  of2 hd2 co  ins adm cli
    POST /api/v1/complaints                                          | -              | 201 201 201 201 201 201 201 201 201 201 201
    GET  /api/v1/complaints                                          | ANSWERED       | P   P   P   O   O   P   P   A   A   P   P
    GET  /api/v1/complaints/{id}                                     | ANSWERED       | P   R   404 O   O   P   P   A   A   P   P
    GET  /api/v1/complaints/{id}/timeline                            | ANSWERED       | P   R   404 O   O   P   P   O   O   P   P
    GET  /api/v1/tracking/{code}                                     | ANSWERED       | 404 R   404 404 404 404 404 404 404 404 404
    POST /api/v1/tracking/qr-code                                    | SUBMITTED      | 200 200 200 200 200 200 200 200 200 200 200
    POST /api/v1/complaints/{id}/verification                        | SUBMITTED      | 403 403 403 403 403 403 403 201 403 403 403
    POST /api/v1/complaints/{id}/merge                               | SUBMITTED      | 403 403 403 403 403 403 403 201 403 403 403
    POST /api/v1/complaints/{id}/merge/undo                          | MERGED         | 403 403 403 403 403 403 403 201 403 403 403
    POST /api/v1/complaints/{id}/assignment                          | FORWARDED      | 403 403 403 201 201 403 403 403 403 403 403
    POST /api/v1/complaints/{id}/transfer                            | FORWARDED      | 403 403 403 201 201 403 403 201 403 403 403
    POST /api/v1/complaints/{id}/responses                           | FORWARDED      | 403 403 403 201 201 403 403 403 403 403 403
    POST /api/v1/complaints/{id}/responses/{number}/approval         | DRAFTED        | 403 403 403 403 201 403 403 403 403 403 403
    POST /api/v1/complaints/{id}/completion                          | RETURNED       | 400 201 404 400 400 400 400 400 400 400 400
    POST /api/v1/complaints/{id}/replies                             | ANSWERED       | 400 201 404 400 400 400 400 400 400 400 400
    POST /api/v1/complaints/{id}/solved                              | CLOSED         | 400 409 404 400 400 400 400 400 400 400 400
    POST /api/v1/complaints/{id}/withdrawal                          | SUBMITTED      | 400 201 404 400 400 400 400 400 400 400 400
    POST /api/v1/complaints/{id}/evaluation                          | CLOSED         | 400 201 404 400 400 400 400 400 400 400 400
    POST /api/v1/complaints/{id}/appeal                              | ANSWERED_AGAIN | 400 201 404 400 400 400 400 400 400 400 400
    POST /api/v1/complaints/{id}/appeal/decision                     | APPEALED       | 403 403 403 403 403 403 403 403 201 403 403
    POST /api/v1/offices                                             | -              | 403 403 403 403 403 403 403 403 403 201 403
    GET  /api/v1/offices                                             | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/offices/{id}                                        | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/offices/{id}/calendar                               | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/offices/{id}/scorecard                              | ANSWERED       | s   s   s   F   F   s   s   F   F   s   s
    GET  /api/v1/offices/{id}/scorecard/live                         | ANSWERED       | s   s   s   F   F   s   s   F   F   s   s
    GET  /api/v1/offices/{id}/scorecard/cases                        | ANSWERED       | 403 403 403 200 200 403 403 200 200 403 403
    GET  /api/v1/offices/{id}/rejudgement                            | CLOSED         | s   s   s   F   F   s   s   F   F   s   s
    GET  /api/v1/transparency                                        | ANSWERED       | s   s   s   s   s   s   s   s   s   s   s
    POST /api/v1/offices/{id}/name                                   | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/offices/{id}/parent                                 | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/offices/{id}/service-standards                      | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/offices/{id}/calendar                               | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/offices/{id}/deactivation                           | -              | 403 403 403 403 403 403 403 403 403 201 403
    GET  /api/v1/calendars                                           | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/calendars/{id}                                      | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/calendars/{id}/file                                 | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /api/v1/calendars                                           | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/calendars/{id}/days                                 | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/calendars/{id}/cancellations                        | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/calendars/{id}/years                                | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/calendars/{id}/weeks                                | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/calendars/{id}/file                                 | -              | 403 403 403 403 403 403 403 403 403 201 403
    GET  /api/v1/standards                                           | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/procedures                                          | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /api/v1/standards                                           | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/procedures                                          | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/imports                                             | -              | 403 403 403 403 403 403 403 403 403 201 403
    GET  /api/v1/work                                                | FORWARDED      | 403 403 403 200 200 200 200 200 200 403 403
    GET  /api/v1/imports                                             | -              | 403 403 403 403 403 403 403 403 403 200 403
    GET  /api/v1/imports/{id}                                        | -              | 403 403 403 403 403 403 403 403 403 200 403
    GET  /api/v1/imports/{id}/refused                                | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /api/v1/views/rebuild                                       | -              | 403 403 403 403 403 403 403 403 403 202 403
    POST /api/v1/search/rebuild                                      | -              | 403 403 403 403 403 403 403 403 403 202 403
    GET  /api/v1/views/dead-letters                                  | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /api/v1/views/dead-letters/retry                            | -              | 403 403 403 403 403 403 403 403 403 200 403
    GET  /actuator/health                                            | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /actuator/health/{*path}                                    | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /actuator                                                   | -              | 403 403 403 403 403 403 403 403 403 200 200
    GET  /actuator/info                                              | -              | 403 403 403 403 403 403 403 403 403 200 200
    GET  /actuator/metrics                                           | -              | 403 403 403 403 403 403 403 403 403 200 200
    GET  /actuator/metrics/{requiredMetricName}                      | -              | 403 403 403 403 403 403 403 403 403 200 200
    GET  /actuator/prometheus                                        | -              | 403 403 403 403 403 403 403 403 403 200 200
    GET  /docs/api                                                   | -              | 302 302 302 302 302 302 302 302 302 302 302
    GET  /v3/api-docs                                                | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /v3/api-docs.yaml                                           | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /v3/api-docs/swagger-config                                 | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /docs/swagger-ui/**                                         | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /webjars/**                                                 | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/complaints/{id}                                     | REFERRED       | 404 R   404 404 404 404 404 A   A   404 404
    GET  /api/v1/complaints/{id}/timeline                            | REFERRED       | 404 R   404 404 404 404 404 O   O   404 404
    GET  /api/v1/tracking/{code}                                     | REFERRED       | 404 R   404 404 404 404 404 404 404 404 404
    POST /api/v1/complaints/{id}/verification                        | REFERRED       | 404 404 404 404 404 404 404 403 201 404 404
    GET  /api/v1/complaints/{id}/personal-data                       | ANSWERED       | 403 200 404 403 403 403 403 403 200 200 403
    GET  /api/v1/complaints/{id}/personal-data                       | REFERRED       | 404 200 404 404 404 404 404 403 200 404 404
    POST /api/v1/complaints/{id}/attachments                         | FORWARDED      | 403 201 404 201 201 403 403 201 201 403 403
    POST /api/v1/complaints/{id}/attachments                         | REFERRED       | 404 201 404 404 404 404 404 201 201 404 404
    GET  /api/v1/complaints/{id}/attachments/{number}                | ATTACHED       | 404 200 404 200 200 404 404 200 200 404 404
    GET  /api/v1/complaints/{id}/attachments/{number}/small          | ATTACHED       | 404 200 404 200 200 404 404 200 200 404 404
    GET  /api/v1/complaints/{id}/accesses                            | ANSWERED       | 403 403 403 403 403 403 403 403 200 403 403
    POST /api/v1/complaints/{id}/messages                            | FORWARDED      | 403 201 404 201 201 403 403 201 201 403 403
    POST /api/v1/complaints/{id}/messages                            | REFERRED       | 404 201 404 404 404 404 404 201 201 404 404
    POST /api/v1/complaints/{id}/identity-reveal                     | FORWARDED      | 403 403 403 403 201 403 403 201 201 403 403
    POST /api/v1/complaints/{id}/identity-reveal/decision            | REVEAL_ASKED   | 403 403 403 403 403 403 403 403 201 403 403
    POST /api/v1/complaints/{id}/erasure                             | CLOSED         | 403 201 404 403 403 403 403 403 201 201 403
    POST /api/v1/complaints/{id}/erasure/decision                    | ERASURE_ASKED  | 403 403 403 403 403 403 403 403 201 201 403
    GET  /api/v1/erasure-requests                                    | ERASURE_ASKED  | 403 403 403 403 403 403 403 403 200 200 403
    GET  /api/v1/identity-reveal-requests                            | REVEAL_ASKED   | 403 403 403 403 403 403 403 403 200 403 403
    POST /api/v1/inspections                                         | -              | 403 403 403 403 403 403 403 403 201 403 403
    GET  /api/v1/inspections                                         | -              | 403 403 403 403 200 403 200 403 200 403 403
    GET  /api/v1/inspections/figures                                 | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /api/v1/inspections/{id}                                    | -              | 404 404 404 404 404 404 404 404 200 404 404
    POST /api/v1/inspections/{id}/findings                           | -              | 404 404 404 404 404 404 404 404 201 404 404
    POST /api/v1/inspections/{id}/recommendations                    | -              | 404 404 404 404 404 404 404 404 201 404 404
    POST /api/v1/inspections/{id}/report                             | RECOMMENDED    | 404 404 404 404 404 404 404 404 201 404 404
    POST /api/v1/inspections/{id}/recommendations/{number}/follow-up | REPORTED       | 404 404 404 404 201 404 404 404 403 404 404
    GET  /api/v1/inspections/{id}                                    | REPORTED       | 404 404 404 404 200 404 404 404 200 404 404
    POST /api/v1/inspections/{id}/closure                            | REPORTED       | 404 404 404 404 403 404 404 404 201 404 404
    GET  /api/v1/audit/events                                        | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /api/v1/audit/accesses                                      | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /api/v1/audit/accesses/verification                         | -              | 403 403 403 403 403 403 403 403 200 403 403
    POST /api/v1/accounts                                            | -              | 403 403 403 403 403 403 403 403 403 201 403
    GET  /api/v1/accounts                                            | -              | 403 403 403 403 403 403 403 403 403 200 403
    GET  /api/v1/accounts/{account}                                  | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /api/v1/accounts/{account}/role                             | -              | 403 403 403 403 403 403 403 403 403 422 403
    POST /api/v1/accounts/{account}/deactivation                     | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/accounts/{account}/reactivation                     | INACTIVE       | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/accounts/{account}/password-reset                   | -              | 403 403 403 403 403 403 403 403 403 409 403
    POST /api/v1/accounts/{account}/second-factor-removal            | -              | 403 403 403 403 403 403 403 403 403 409 403
    POST /api/v1/accounts/{account}/keys                             | -              | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/accounts/{account}/keys/{key}/revocation            | KEY_ISSUED     | 403 403 403 403 403 403 403 403 403 201 403
    POST /api/v1/session                                             | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /api/v1/session                                             | -              | 401 401 401 401 401 401 401 401 401 401 401
    DELETE /api/v1/session                                           | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /api/v1/me                                                  | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /api/v1/me/sessions                                         | -              | 401 401 401 401 401 401 401 401 401 401 401
    DELETE /api/v1/me/sessions                                       | -              | 401 401 401 401 401 401 401 401 401 401 401
    DELETE /api/v1/me/sessions/{session}                             | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /api/v1/me/second-factor/preparation                        | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /api/v1/me/second-factor                                    | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /api/v1/me/second-factor/removal                            | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /api/v1/me/password                                         | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /api/v1/password                                            | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /api/v1/first-administrator                                 | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /                                                           | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /bantuan                                                    | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /bahasa/{language}                                          | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /aset/{file}                                                | -              | 404 404 404 404 404 404 404 404 404 404 404
    GET  /lapor                                                      | -              | 303 303 303 303 303 303 303 303 303 303 303
    POST /lapor                                                      | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /lapor/{path}                                               | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /lapor/{path}                                               | -              | 400 400 400 400 400 400 400 400 400 400 400
    POST /lapor/kirim                                                | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /lapor/selesai                                              | -              | 303 303 303 303 303 303 303 303 303 303 303
    POST /lapor/selesai                                              | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /lapor/instansi/saran                                       | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /lacak                                                      | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /lacak                                                      | -              | 400 400 400 400 400 400 400 400 400 400 400
    POST /lacak/tutup                                                | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /lacak/laporan                                              | -              | 303 303 303 303 303 303 303 303 303 303 303
    POST /lacak/lampiran                                             | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /lacak/lampiran/{number}                                    | -              | 404 404 404 404 404 404 404 404 404 404 404
    GET  /lacak/lampiran/{number}/kecil                              | -              | 404 404 404 404 404 404 404 404 404 404 404
    POST /kerja/{id}/lampiran                                        | FORWARDED      | 403 303 404 303 303 403 403 303 303 403 403
    GET  /kerja/{id}/lampiran/{number}                               | ATTACHED       | 404 200 404 200 200 404 404 200 200 404 404
    GET  /kerja/{id}/lampiran/{number}/kecil                         | ATTACHED       | 404 200 404 200 200 404 404 200 200 404 404
    POST /lacak/laporan/{path}                                       | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /kinerja                                                    | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /kinerja/angka.csv                                          | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /kinerja/perbandingan.csv                                   | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /kinerja/pengertian                                         | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /kinerja/{id}                                               | ANSWERED       | 200 200 200 200 200 200 200 200 200 200 200
    GET  /kinerja/{id}/{chart}.csv                                   | ANSWERED       | 200 200 200 200 200 200 200 200 200 200 200
    GET  /dasbor                                                     | -              | 401 401 401 303 303 303 303 200 200 200 200
    GET  /dasbor/{id}                                                | ANSWERED       | 401 401 401 200 200 403 403 200 200 403 403
    GET  /dasbor/{id}/{chart}.csv                                    | ANSWERED       | 401 401 401 200 200 403 403 200 200 403 403
    GET  /dasbor/{id}/laporan                                        | ANSWERED       | 401 401 401 200 200 403 403 200 200 403 403
    GET  /cari                                                       | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /kerja                                                      | -              | 401 401 401 200 200 200 200 303 303 303 303
    GET  /kerja/{id}                                                 | FORWARDED      | 401 401 401 200 200 200 200 200 200 200 200
    GET  /kerja/{id}                                                 | REFERRED       | 401 401 401 404 404 404 404 200 200 404 404
    POST /kerja/{id}/{path}                                          | FORWARDED      | 401 401 401 400 400 400 400 400 400 400 400
    GET  /banding                                                    | -              | 401 401 401 303 200 303 200 303 303 303 303
    GET  /verifikasi                                                 | -              | 401 401 401 303 303 303 303 200 200 303 303
    GET  /inspektorat                                                | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /inspektorat/riwayat                                        | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /inspektorat/riwayat/alir                                   | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /inspektorat/riwayat/unduh                                  | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /inspektorat/akses                                          | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /inspektorat/akses/keutuhan                                 | -              | 403 403 403 403 403 403 403 403 200 403 403
    GET  /inspektorat/laporan/{id}                                   | SUBMITTED      | 403 403 403 403 403 403 403 403 200 403 403
    POST /inspektorat/laporan/{id}/{path}                            | SUBMITTED      | 403 403 403 403 403 403 403 403 400 403 403
    GET  /inspektorat/pemeriksaan                                    | -              | 403 403 403 403 200 403 200 403 200 403 403
    GET  /inspektorat/pemeriksaan/baru                               | -              | 403 403 403 403 403 403 403 403 200 403 403
    POST /inspektorat/pemeriksaan                                    | -              | 403 403 403 403 403 403 403 403 400 403 403
    GET  /inspektorat/pemeriksaan/{id}                               | -              | 404 404 404 404 404 404 404 404 200 404 404
    POST /inspektorat/pemeriksaan/{id}/{path}                        | -              | 404 404 404 404 404 404 404 404 400 404 404
    GET  /inspektorat/pemeriksaan/{id}                               | REPORTED       | 404 404 404 404 200 404 404 404 200 404 404
    GET  /penghapusan                                                | -              | 403 403 403 403 403 403 403 403 200 200 403
    GET  /penghapusan/cari                                           | -              | 403 403 403 403 403 403 403 403 400 400 403
    GET  /penghapusan/{id}                                           | ERASURE_ASKED  | 403 403 403 403 403 403 403 403 200 200 403
    POST /penghapusan/{id}/{path}                                    | ERASURE_ASKED  | 403 403 403 403 403 403 403 403 400 400 403
    GET  /akun                                                       | -              | 403 403 403 403 403 403 403 403 403 200 403
    GET  /akun-baru                                                  | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /akun                                                       | -              | 403 403 403 403 403 403 403 403 403 400 403
    GET  /akun/{account}                                             | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /akun/{account}/{path}                                      | -              | 403 403 403 403 403 403 403 403 403 400 403
    GET  /instansi                                                   | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /instansi                                                   | -              | 403 403 403 403 403 403 403 403 403 400 403
    GET  /instansi/{id}                                              | -              | 403 403 403 403 403 403 403 403 403 200 403
    POST /instansi/{id}/{path}                                       | -              | 403 403 403 403 403 403 403 403 403 400 403
    GET  /meja-bantu                                                 | -              | 403 403 403 200 200 200 200 200 403 403 403
    POST /meja-bantu                                                 | -              | 403 403 403 400 400 400 400 400 403 403 403
    GET  /meja-bantu/luring                                          | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /meja-bantu/pekerja.js                                      | -              | 200 200 200 200 200 200 200 200 200 200 200
    GET  /meja-bantu/selesai                                         | -              | 303 303 303 303 303 303 303 303 303 303 303
    POST /meja-bantu/selesai                                         | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /masuk                                                      | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /masuk                                                      | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /masuk/kode                                                 | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /masuk/faktor                                               | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /masuk/faktor                                               | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /masuk/faktor/lepas                                         | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /masuk/sandi                                                | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /masuk/sandi                                                | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /masuk/sesi                                                 | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /masuk/ditolak                                              | -              | 403 403 403 403 403 403 403 403 403 403 403
    GET  /masuk/gagal                                                | -              | 401 401 401 401 401 401 401 401 401 401 401
    POST /keluar                                                     | -              | 303 303 303 303 303 303 303 303 303 303 303
    GET  /sandi                                                      | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /sandi                                                      | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /pertama                                                    | -              | 200 200 200 200 200 200 200 200 200 200 200
    POST /pertama                                                    | -              | 401 401 401 401 401 401 401 401 401 401 401
    GET  /**                                                         | -              | 404 404 404 404 404 404 404 404 404 404 404
    """;

    private static final String WEEK = "MON-FRI 08:00-16:00; SPECIAL 08:00-12:00";

    /** What a request sends, in the order of names and values. */
    private static final Map<String, Function<Scene, Map<String, Object>>> BODIES = Map.ofEntries(
            body("POST /api/v1/complaints", _ -> Http.body("title", "t", "narrative", "n", "category", "c", "identity",
                    "ANONYMOUS")),
            body("POST /api/v1/tracking/qr-code", scene -> Http.body("trackingCode", scene.complaint.code, "secret",
                    scene.complaint.secret)),
            body("POST /api/v1/complaints/{id}/verification", scene -> Http.body("decision", "FORWARD", "officeId",
                    scene.office.id, "classification", "COMPLAINT")),
            body("POST /api/v1/complaints/{id}/merge", scene -> Http.body("into", scene.platform.anonymous().id)),
            body("POST /api/v1/complaints/{id}/assignment", _ -> Http.body("officerId", "budi")),
            body("POST /api/v1/complaints/{id}/transfer", scene -> Http.body("officeId", scene.other.id, "reason", "x")),
            body("POST /api/v1/complaints/{id}/responses", _ -> Http.body("kind", "INTERIM", "text", "x")),
            body("POST /api/v1/complaints/{id}/responses/{number}/approval", _ -> Http.body()),
            body("POST /api/v1/complaints/{id}/completion", _ -> Http.body("text", "x")),
            body("POST /api/v1/complaints/{id}/replies", _ -> Http.body("decision", "ACCEPT")),
            body("POST /api/v1/complaints/{id}/solved", _ -> Http.body("solved", true)),
            body("POST /api/v1/complaints/{id}/evaluation", _ -> Http.body("satisfaction", 4)),
            body("POST /api/v1/complaints/{id}/appeal", _ -> Http.body("text", "x")),
            body("POST /api/v1/complaints/{id}/appeal/decision", _ -> Http.body("decision", "UPHOLD", "text", "x")),
            body("POST /api/v1/offices", _ -> Http.body("name", Platform.word("o"))),
            body("POST /api/v1/offices/{id}/name", _ -> Http.body("name", Platform.word("o"))),
            body("POST /api/v1/offices/{id}/parent", scene -> Http.body("parentId", scene.other.id)),
            body("POST /api/v1/offices/{id}/service-standards", _ -> standard()),
            body("POST /api/v1/offices/{id}/calendar", _ -> Http.body("calendar", "indonesia", "effectiveFrom",
                    "2199-01-01")),
            body("POST /api/v1/calendars", _ -> Http.body("name", Platform.word("k"))),
            body("POST /api/v1/calendars/{id}/days", _ -> Http.body("date", "2199-08-19", "kind", "REGIONAL", "name",
                    Http.body("id", "Hari", "en", "Day"), "source", "x")),
            body("POST /api/v1/calendars/{id}/cancellations", _ -> Http.body("date", "2199-08-18", "source", "x")),
            body("POST /api/v1/calendars/{id}/years", _ -> Http.body("year", 2199, "source", "x")),
            body("POST /api/v1/calendars/{id}/weeks", _ -> Http.body("from", "2199-06-01", "hours", WEEK, "source",
                    "x")),
            body("POST /api/v1/standards", _ -> standard()),
            body("POST /api/v1/procedures", _ -> procedure()),
            body("POST /api/v1/complaints/{id}/messages", _ -> Http.body("text", "x")),
            body("POST /api/v1/complaints/{id}/identity-reveal", _ -> Http.body("reason", "x")),
            body("POST /api/v1/complaints/{id}/identity-reveal/decision", _ -> Http.body("decision", "REFUSE", "reason", "x")),
            body("POST /api/v1/complaints/{id}/erasure", _ -> Http.body()),
            body("POST /api/v1/complaints/{id}/erasure/decision", _ -> Http.body("decision", "GRANT", "legalGround",
                    "REQUESTED_BY_SUBJECT")),
            body("POST /api/v1/inspections", scene -> Http.body("complaintId", scene.complaint.id, "reason", "x")),
            body("POST /api/v1/inspections/{id}/findings", _ -> Http.body("text", "x")),
            body("POST /api/v1/inspections/{id}/recommendations", scene -> Http.body("officeId", scene.office.id, "text",
                    "x")),
            body("POST /api/v1/inspections/{id}/recommendations/{number}/follow-up", _ -> Http.body("text", "x")),
            body("POST /api/v1/inspections/{id}/closure", _ -> Http.body("conclusion", "REMEDIED", "summary", "x")),
            body("POST /api/v1/accounts", _ -> Http.body("account", Platform.word("a"), "role", "INSPECTOR", "name", "x")),
            body("POST /api/v1/accounts/{account}/role", _ -> Http.body("role", "INSPECTOR")),
            body("POST /api/v1/accounts/{account}/keys", _ -> Http.body("label", "x")),
            body("POST /api/v1/session", scene -> Http.body("account", scene.account, "password", "not the password")),
            body("POST /api/v1/me/second-factor", _ -> Http.body("current", "x", "seed", "x", "code", "x")),
            body("POST /api/v1/me/second-factor/removal", _ -> Http.body("current", "x", "code", "x")),
            body("POST /api/v1/me/password", _ -> Http.body("current", "x", "password", "another password 7")),
            body("POST /api/v1/password", _ -> Http.body("account", "nobody", "token", "x", "password",
                    "another password 7")),
            body("POST /api/v1/first-administrator", _ -> Http.body("token", "x", "account", "eve", "name", "x", "password",
                    "another password 7")));

    private static Map<String, Object> standard() {
        return Http.body("classification", "ASPIRATION", "limit", Http.body("unit", "DAYS", "amount", 7), "regulation", "x",
                "effectiveFrom", "2199-01-01");
    }

    private static Map<String, Object> procedure() {
        Map<String, Object> days = Http.body("unit", "DAYS", "amount", 3);
        return Http.body("verification", days, "completion", days, "reply", days, "appeal", days, "reversal", days,
                "askAfterDays", 14, "ladder", List.of(Http.body("percent", 80, "addressee", "OFFICER", "text",
                        Http.body("id", "Segera", "en", "Soon"))), "source", "Perpres 1", "effectiveFrom", "2199-01-01");
    }

    private static final Set<String> CSV = Set.of("POST /api/v1/imports", "POST /api/v1/calendars/{id}/file");
    private static final Set<String> UPLOADS = Set.of("POST /api/v1/complaints/{id}/attachments", "POST /lacak/lampiran",
            "POST /kerja/{id}/lampiran");
    private static final Set<String> FORMS = Set.of("POST /masuk", "POST /masuk/sesi", "POST /masuk/kode",
            "POST /masuk/faktor", "POST /masuk/faktor/lepas", "POST /masuk/sandi", "POST /sandi", "POST /pertama", "POST /keluar");
    private static final String LAW = "week,2199-07-01," + WEEK + ",SK 1\n";
    private static final String IMPORT = "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Status\n"
            + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open\n";

    private static Map.Entry<String, Function<Scene, Map<String, Object>>> body(
            String endpoint, Function<Scene, Map<String, Object>> body) {
        return Map.entry(endpoint, body);
    }

    /** Who asks, in the order of the table's columns. */
    enum Asking {
        PUBLIC, REPORTER, WRONG, OFFICER, HEAD, OTHER_OFFICER, OTHER_HEAD, COORDINATOR, INSPECTOR, ADMINISTRATOR, CLIENT;

        Who in(Scene scene) {
            return switch (this) {
                case PUBLIC -> Who.PUBLIC;
                case REPORTER -> Who.reporter(scene.complaint.secret);
                case WRONG -> Who.reporter("0000-0000-0000-0000-0000-0000-00");
                case OFFICER -> scene.office.officer();
                case HEAD -> scene.office.head();
                case OTHER_OFFICER -> scene.other.officer();
                case OTHER_HEAD -> scene.other.head();
                case COORDINATOR -> Who.COORDINATOR;
                case INSPECTOR -> Who.INSPECTOR;
                case ADMINISTRATOR -> Who.ADMINISTRATOR;
                case CLIENT -> Who.API_CLIENT;
            };
        }
    }

    /** What was done to the complaint at hand before somebody asks; its reporter is confidential. */
    enum State {
        SUBMITTED, RETURNED, FORWARDED, ATTACHED, DRAFTED, ANSWERED, ANSWERED_AGAIN, APPEALED, CLOSED, MERGED, REFERRED, REVEAL_ASKED,
        ERASURE_ASKED;

        void bringAbout(Case complaint, Office office, Platform platform) {
            switch (this) {
                case SUBMITTED -> { }
                case RETURNED -> complaint.returned();
                case FORWARDED -> complaint.forwardedTo(office);
                case ATTACHED -> new Upload().file("a.png", Photos.png(8, 8)).to(platform,
                        complaint.forwardedTo(office).path() + "/attachments", complaint.reporter()).is(201);
                case DRAFTED -> complaint.forwardedTo(office).asks(office.officer(), "/responses", "kind", "FINAL", "text",
                        "x").is(201);
                case ANSWERED -> complaint.forwardedTo(office).answeredBy(office);
                case ANSWERED_AGAIN -> {
                    complaint.forwardedTo(office).answeredBy(office).asks(complaint.reporter(), "/replies", "decision",
                            "OBJECT", "text", "x").is(201);
                    complaint.answeredBy(office);
                }
                case APPEALED -> {
                    ANSWERED_AGAIN.bringAbout(complaint, office, platform);
                    complaint.asks(complaint.reporter(), "/appeal", "text", "x").is(201);
                }
                case CLOSED -> complaint.forwardedTo(office).answeredBy(office).accepted();
                case MERGED -> complaint.mergedInto(platform.anonymous());
                case REFERRED -> complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER", "officeId", office.id)
                        .is(201);
                case REVEAL_ASKED -> complaint.forwardedTo(office).asks(office.head(), "/identity-reveal", "reason", "x")
                        .is(201);
                case ERASURE_ASKED -> {
                    CLOSED.bringAbout(complaint, office, platform);
                    complaint.asks(complaint.reporter(), "/erasure").is(201);
                }
            }
        }
    }

    /** What was done to the inspection or the account at hand before somebody asks. */
    private enum Further {
        RECOMMENDED, REPORTED, INACTIVE, KEY_ISSUED;

        void bringAbout(Scene scene) {
            switch (this) {
                case RECOMMENDED -> scene.inspect("/recommendations", Http.body("officeId", scene.office.id, "text", "x"));
                case REPORTED -> {
                    RECOMMENDED.bringAbout(scene);
                    scene.inspect("/report", Http.body());
                }
                case INACTIVE -> scene.administer("/deactivation", null);
                case KEY_ISSUED -> scene.key = scene.administer("/keys", Http.body("label", "x")).at("/keyId");
            }
        }
    }

    /** A new office with a new complaint, another office, a new calendar, a new inspection of the office, a new account. */
    static final class Scene {

        final Platform platform;
        final Office office;
        final Office other;
        final Case complaint;
        final Calendar calendar;
        final String importId;
        final String inspection;
        final String account = Platform.word("a");
        String inspectionTag = "\"0\"";
        String accountTag;
        String key = "00000000-0000-7000-8000-000000000000";

        Scene(Platform platform, Office other, String importId, String state) {
            this.platform = platform;
            this.other = other;
            this.importId = importId;
            this.office = platform.office();
            this.calendar = platform.calendar(null);
            this.complaint = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter",
                    Http.body("name", "Sari"));
            this.inspection = platform.http().post("/api/v1/inspections", Who.INSPECTOR,
                    Http.body("officeId", office.id, "reason", "x")).is(201).at("/id");
            this.accountTag = platform.http().post("/api/v1/accounts", Who.ADMINISTRATOR,
                    Http.body("account", account, "role", "API_CLIENT", "name", "x")).is(201).etag();
            calendar.works("2199-01-01", WEEK).is(201);
            calendar.names("2199-08-18", "REGIONAL").is(201);
            if (Arrays.stream(Further.values()).map(Further::name).anyMatch(state::equals)) {
                Further.valueOf(state).bringAbout(this);
            } else if (!state.equals("-")) {
                State.valueOf(state).bringAbout(complaint, office, platform);
            }
        }

        /** Waits for all of it: pages do not wait for a position as the API does. */
        void seen() {
            platform.http().get("/api/v1/offices", Who.PUBLIC.havingSeen(platform.head())).is(200);
        }

        void inspect(String action, Object body) {
            inspectionTag = platform.http().post("/api/v1/inspections/" + inspection + action,
                    Who.INSPECTOR.with("If-Match", inspectionTag), body).is(201).etag();
        }

        Answer administer(String action, Object body) {
            String path = "/api/v1/accounts/" + account + action;
            Who administrator = Who.ADMINISTRATOR.with("If-Match", accountTag);
            Answer answer = (body == null ? platform.http().post(path, administrator)
                    : platform.http().post(path, administrator, body)).is(201);
            accountTag = answer.etag();
            return answer;
        }
    }

    /** One line of the table. */
    record Row(String endpoint, String state, List<String> expected) {

        HttpMethod method() {
            return HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' ')));
        }

        String path() {
            return endpoint.substring(endpoint.indexOf(' ') + 1);
        }

        @Override
        public String toString() {
            return endpoint;
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().skip(1).map(line -> line.split("\\|"))
                .map(cells -> new Row(cells[0].strip().replaceAll(" +", " "), cells[1].strip(),
                        List.of(cells[2].strip().split(" +"))));
    }

    private Platform platform;
    private Office other;
    private String importId;

    @BeforeAll
    void start(@TempDir Path folder) {
        platform = Platform.start(folder);
        platform.http().post("/api/v1/first-administrator", Who.PUBLIC, Http.body("token",
                FirstToken.of(platform).orElseThrow(), "account", "adi", "name", "Adi", "password", Browser.PASSWORD)).is(201);
        other = platform.office();
        importId = platform.http().send(HttpMethod.POST, "/api/v1/imports?format=NYC_311&file=first.csv", Who.ADMINISTRATOR,
                "text/csv", IMPORT.replace("1,", "2,").getBytes(StandardCharsets.UTF_8)).is(201).at("/id");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everybody_gets_what_the_table_says_and_no_more(Row row) {
        List<String> seen = Arrays.stream(Asking.values()).map(who -> asked(row, who)).toList();

        assertThat(seen).as("%s, asked by %s", row, List.of(Asking.values())).isEqualTo(row.expected());
    }

    @Test
    void no_endpoint_is_missing_from_the_table_and_none_in_it_is_gone() {
        Set<String> there = new TreeSet<>();
        platform.beans(HandlerMapping.class).forEach(mapping -> there.addAll(endpoints(mapping)));

        Set<String> told = new TreeSet<>(rows().map(Row::endpoint).toList());
        assertThat(told).isEqualTo(there);
    }

    private static Set<String> endpoints(HandlerMapping mapping) {
        return switch (mapping) {
            case RequestMappingInfoHandlerMapping methods -> methods.getHandlerMethods().keySet().stream()
                    .flatMap(info -> info.getMethodsCondition().getMethods().stream()
                            .flatMap(method -> info.getPatternsCondition().getPatterns().stream()
                                    .map(pattern -> method + " " + pattern.getPatternString())))
                    .collect(Collectors.toSet());
            // the page's files are also mapped one by one
            case AbstractUrlHandlerMapping files -> files.getHandlerMap().keySet().stream()
                    .map(pattern -> "GET " + pattern.getPatternString())
                    .filter(pattern -> pattern.endsWith("/**") && !pattern.contains("*swagger-ui"))
                    .collect(Collectors.toSet());
            case RouterFunctionMapping routes -> {
                assertThat(routes.getRouterFunction()).isNull();
                yield Set.of();
            }
            default -> throw new IllegalStateException("unknown kind of endpoints: " + mapping.getClass());
        };
    }

    private String asked(Row row, Asking asking) {
        Scene scene = new Scene(platform, other, importId, row.state());
        Who who = asking.in(scene).with("If-Match", etag(row, scene));
        if (row.method() == HttpMethod.GET) {
            who = asking.in(scene).havingSeen(platform.head());
            scene.seen();
        }
        String path = path(row, scene);
        if (row.path().endsWith("/live")) {
            return figures(firstEvent(path, who), firstEvent(path, Who.PUBLIC.havingSeen(platform.head())));
        }
        if (row.path().endsWith("/alir")) {
            return begins(path, who);
        }
        Answer answer = send(row, path, who, scene);
        if (answer.status() != 200) {
            return Integer.toString(answer.status());
        }
        return switch (row.path()) {
            case "/api/v1/complaints/{id}", "/api/v1/tracking/{code}" -> part(answer.json());
            case "/api/v1/complaints" -> part(answer.json().at("/complaints/0"));
            case "/api/v1/complaints/{id}/timeline" -> partOfTimeline(answer.json().path("timeline"));
            case "/api/v1/offices/{id}/scorecard", "/api/v1/offices/{id}/rejudgement", "/api/v1/transparency" ->
                    figures(answer.text(), platform.http().get(path, Who.PUBLIC).is(200).text());
            default -> "200";
        };
    }

    private Answer send(Row row, String path, Who who, Scene scene) {
        if (UPLOADS.contains(row.endpoint())) {
            return new Upload().file("a.png", Photos.png(8, 8)).to(platform, path, who);
        }
        if (CSV.contains(row.endpoint())) {
            String file = row.path().equals("/api/v1/imports") ? IMPORT : LAW;
            return platform.http().send(HttpMethod.POST, path, who, "text/csv", file.getBytes(StandardCharsets.UTF_8));
        }
        if (BODIES.containsKey(row.endpoint())) {
            return platform.http().post(path, who, BODIES.get(row.endpoint()).apply(scene));
        }
        return FORMS.contains(row.endpoint())
                ? platform.http().send(row.method(), path, who.with("Sec-Fetch-Site", "same-origin"), "application/x-www-form-urlencoded",
                        ("account=" + scene.account + "&password=x").getBytes(StandardCharsets.UTF_8))
                : platform.http().send(row.method(), path, who, null, null);
    }

    private String etag(Row row, Scene scene) {
        if (row.path().startsWith("/api/v1/complaints") || row.path().startsWith("/kerja")) {
            return scene.complaint.etag();
        }
        if (row.path().startsWith("/api/v1/calendars")) {
            return "\"2\"";
        }
        if (row.path().startsWith("/api/v1/inspections")) {
            return scene.inspectionTag;
        }
        if (row.path().startsWith("/api/v1/accounts")) {
            return scene.accountTag;
        }
        return row.path().startsWith("/api/v1/offices") ? scene.office.etag() : platform.http()
                .get("/api/v1/standards", Who.PUBLIC.havingSeen(platform.head())).is(200).etag();
    }

    static String path(Row row, Scene scene) {
        String id = row.path().startsWith("/api/v1/offices") || row.path().startsWith("/kinerja")
                || row.path().startsWith("/instansi")
                || row.path().startsWith("/dasbor") ? scene.office.id
                : row.path().startsWith("/api/v1/calendars") ? scene.calendar.id
                : row.path().startsWith("/api/v1/imports") ? scene.importId
                : row.path().startsWith("/api/v1/inspections") || row.path().startsWith("/inspektorat/pemeriksaan")
                        ? scene.inspection : scene.complaint.id;
        String path = row.path().replace("{id}", id).replace("{code}", scene.complaint.code).replace("{number}", "1")
                .replace("{language}", "en").replace("{path}", row.path().startsWith("/lacak") || row.path().startsWith("/kerja") ? "pesan"
                        : row.path().startsWith("/inspektorat/laporan") ? "kuatkan"
                        : row.path().startsWith("/penghapusan") ? "kabulkan" : row.path().startsWith("/akun") ? "peran"
                        : row.path().startsWith("/instansi") ? "nama"
                        : row.path().startsWith("/inspektorat") ? "temuan" : "jenis")
                .replace("{session}", "x").replace("{chart}", "tren").replace("{file}", "tanggap.none.css").replace("{account}", scene.account).replace("{key}", scene.key)
                .replace("{*path}", "liveness").replace("{requiredMetricName}", "tanggap.onlookers");
        return switch (row.endpoint()) {
            case "GET /api/v1/complaints" -> path + "?office=" + scene.office.id;
            case "GET /api/v1/offices/{id}/rejudgement" -> path + "?workingDays=7";
            case "GET /api/v1/offices/{id}/scorecard/cases" -> path + "?figure=FINAL_RESPONSES";
            case "GET /dasbor/{id}/laporan" -> path + "?angka=FINAL_RESPONSES";
            case "POST /api/v1/imports" -> path + "?format=NYC_311&file=cases.csv";
            case "GET /docs/swagger-ui/**" -> "/docs/swagger-ui/index.html";
            case "GET /webjars/**" -> "/webjars/swagger-ui/swagger-ui.css";
            case "GET /**" -> "/events.db";
            default -> path;
        };
    }

    private static String part(JsonNode complaint) {
        if (complaint.has("handling")) {
            return complaint.at("/who").has("trackingCode") ? "A" : "O";
        }
        return complaint.has("content") ? "R" : "P";
    }

    private static String partOfTimeline(JsonNode timeline) {
        return IntStream.range(0, timeline.size()).anyMatch(i -> timeline.get(i).has("actor")) ? "O"
                : IntStream.range(0, timeline.size()).anyMatch(i -> timeline.get(i).has("at")) ? "R" : "P";
    }

    private static String figures(String told, String toldToThePublic) {
        return told.equals(toldToThePublic) ? "s" : "F";
    }

    /** As what a stream begins that has no end; the connection is closed then. */
    private String begins(String path, Who who) {
        return WebClient.create("http://127.0.0.1:" + platform.port()).get().uri(path)
                .headers(headers -> who.headers().forEach(headers::set))
                .exchangeToMono(answer -> answer.releaseBody().timeout(Duration.ofMillis(50)).onErrorComplete()
                        .thenReturn(String.valueOf(answer.statusCode().value()))).block(Duration.ofSeconds(10));
    }

    /** What a stream begins with; the connection is closed then. */
    private String firstEvent(String path, Who who) {
        return WebClient.create("http://127.0.0.1:" + platform.port()).get().uri(path)
                .headers(headers -> who.headers().forEach(headers::set)).retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { })
                .mapNotNull(ServerSentEvent::data).blockFirst(Duration.ofSeconds(10));
    }
}
