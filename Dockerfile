# vvrap with its pages, for one server. No root, and nothing but the outputs folder can be written to.
#   docker build -t vvrap . && docker compose up
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/vvrap && /opt/vvrap/bin/pip install --no-cache-dir --no-compile --constraint constraints.txt ".[web]"

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home vvrap && install -d -o vvrap -g vvrap /outputs
COPY --from=build /opt/vvrap /opt/vvrap
ENV PATH=/opt/vvrap/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /home/vvrap
VOLUME /outputs
EXPOSE 8000
ENTRYPOINT ["vvrap"]
CMD ["serve", "--help"]
