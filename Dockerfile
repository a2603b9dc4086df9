# Bandwise as an image: one static program in an otherwise empty file system. See docker-compose.yml for how it runs.

FROM node:20-bookworm-slim AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=frontend /src/frontend/dist/ frontend/dist/
ARG VERSION=unknown
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /image/bandwise ./cmd/bandwise
RUN install -D -m 644 /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ca-certificates.crt
# The folders that the program writes to; the last stage, without a shell, cannot make them.
RUN mkdir -p /writable/data /writable/tmp

FROM scratch
COPY --from=build /image/ /
COPY --from=build --chown=10001:10001 /writable/ /
USER 10001:10001
ENV BANDWISE_ADDR=0.0.0.0:8080 \
    BANDWISE_DATA_DIR=/data \
    BANDWISE_BASE_URL=http://127.0.0.1:8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 CMD ["/bandwise", "healthcheck"]
ENTRYPOINT ["/bandwise"]
CMD ["serve"]
